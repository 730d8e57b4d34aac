package dev.voyage.page;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A visitor of the page for each test. */
abstract class PageTestBase {

    @TestHTTPResource("/")
    URI base;

    Visitor visitor;
    Page page;

    @BeforeEach
    void open() {
        visitor = Visitor.at(base);
        page = visitor.page;
    }

    @AfterEach
    void close() {
        visitor.close();
    }
}
