package dev.voyage.archive;

import java.util.ArrayList;
import java.util.List;

/** Writes pages in the format of S3. */
public final class S3List {

    private final List<String> elements = new ArrayList<>();

    public static S3List page() {
        return new S3List();
    }

    public static String lastOf(String... keys) {
        return page().keys(keys).last();
    }

    public S3List keys(String... keys) {
        for (String key : keys) {
            object(key, "<StorageClass>STANDARD</StorageClass>");
        }
        return this;
    }

    public S3List object(String key, String more) {
        return object(key, key.endsWith("/") ? 0 : 17, more);
    }

    public S3List object(String key, long bytes, String more) {
        return with("<Contents><Key>" + key + "</Key><LastModified>2024-03-12T21:33:07.000Z</LastModified>"
                + "<ETag>&quot;0123&quot;</ETag><Size>" + bytes + "</Size>" + more + "</Contents>");
    }

    public S3List with(String element) {
        elements.add(element);
        return this;
    }

    public String last() {
        return document("<IsTruncated>false</IsTruncated>");
    }

    public String before(String token) {
        return document("<IsTruncated>true</IsTruncated><NextContinuationToken>" + token + "</NextContinuationToken>");
    }

    String document(String end) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>bucket</Name>"
                + String.join("", elements) + end + "</ListBucketResult>";
    }

    public static String error(String code) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code
                + "</Code><Message>No way</Message><RequestId>X</RequestId></Error>";
    }
}
