package dev.voyage.testsupport.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A section of a documentation page that is generated from the code. It stands between the lines {@code <!-- generated:
 * NAME -->} and {@code <!-- end -->}. With the system property {@code docs.write=true} tests write it, otherwise
 * they fail if the page differs.
 */
public final class GeneratedSection {

    private static final boolean WRITES = Boolean.getBoolean("docs.write");

    private GeneratedSection() {}

    /**
     * Compares the section with its generated text, or replaces it.
     *
     * @param page path of the page, relative to the project
     * @param name name in the marker
     * @param text lines of Markdown
     */
    public static void check(Path page, String name, String text) throws IOException {
        String content = Files.readString(page);
        Matcher section = Pattern.compile(
                        "(?s)(?<=<!-- generated: " + Pattern.quote(name) + " -->\n).*?(?=<!-- end -->)")
                .matcher(content);
        assertThat(section.find()).as("%s has a section %s", page, name).isTrue();
        String wanted = "\n" + text.strip() + "\n\n";
        if (WRITES && !section.group().equals(wanted)) {
            Files.writeString(page, content.substring(0, section.start()) + wanted + content.substring(section.end()));
        } else {
            assertThat(section.group())
                    .as("%s, section %s; -Ddocs.write=true writes it, see CONTRIBUTING.md", page, name)
                    .isEqualTo(wanted);
        }
    }

    /** Text for a cell of a table: one line, without bars. */
    public static String cell(String text) {
        return text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
    }
}
