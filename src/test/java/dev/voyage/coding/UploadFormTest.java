package dev.voyage.coding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UploadFormTest {

    @Test
    void eachPartStandsBetweenDelimiters() {
        String boundary = UploadForm.mediaType().replace("multipart/form-data; boundary=", "");
        String body = new UploadForm()
                .parameter("MAXREC", "5")
                .votable("t", "<VOTABLE/>")
                .body();

        assertThat(body)
                .isEqualTo("--" + boundary + "\r\nContent-Disposition: form-data; name=\"MAXREC\"\r\n\r\n5\r\n--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\"t\"; filename=\"t.xml\""
                        + "\r\nContent-Type: application/x-votable+xml\r\n\r\n<VOTABLE/>\r\n--" + boundary + "--\r\n");
    }
}
