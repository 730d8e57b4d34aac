package dev.voyage.archive;

import dev.voyage.archive.s3.S3Document;
import dev.voyage.archive.s3.S3Page;
import dev.voyage.fuzz.Corpus;
import dev.voyage.fuzz.FuzzTarget;
import java.util.List;
import java.util.Random;

/** Bucket listings: each is read or rejected; no object has an empty key or a negative size. */
public final class S3Fuzz implements FuzzTarget {

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public List<byte[]> seeds() {
        return Corpus.texts(
                S3List.page()
                        .with("<Prefix>a/</Prefix><KeyCount>2</KeyCount>")
                        .object("a/&amp;b", "<ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm>")
                        .keys("a/c")
                        .before("t0/="),
                S3List.page()
                        .keys("a+b%2Bc%C3%A9%0A/%25")
                        .with("<EncodingType>url</EncodingType>")
                        .last(),
                "<?xml version='1.0'?><Error><Code>SlowDown</Code><Message>x</Message></Error>");
    }

    @Override
    public List<String> words() {
        return List.of(
                "<Contents>",
                "</Contents>",
                "<Key>",
                "</Key>",
                "<Size>",
                "</Size>",
                "<ETag>",
                "</ETag>",
                "<LastModified>",
                "</LastModified>",
                "<IsTruncated>true</IsTruncated>",
                "<NextContinuationToken>",
                "</NextContinuationToken>",
                "<EncodingType>url</EncodingType>",
                "<Error>",
                "<Code>",
                "<!DOCTYPE a [",
                "<!ENTITY a 'b'>",
                "<![CDATA[",
                "]]>",
                "<!--",
                "-->",
                "%2F",
                "%C3",
                "+",
                "2024-03-12T21:33:07.000Z",
                "<CommonPrefixes>",
                "xmlns='http://s3.amazonaws.com/doc/2006-03-01/'",
                "&#10;",
                "&quot;");
    }

    @Override
    public String take(byte[] input, Random dice) {
        S3Document.words(input);
        S3Page page = S3Document.page(input);
        for (S3Page.Entry entry : page.entries()) {
            if (entry.key().isEmpty() || (entry.bytes() != null && entry.bytes() < 0)) {
                throw new AssertionError(entry);
            }
        }
        return page.entries().size() + " " + (page.token() == null);
    }
}
