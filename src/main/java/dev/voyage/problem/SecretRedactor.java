package dev.voyage.problem;

import java.util.regex.Pattern;

/** Removes credentials in addresses and headers from texts for problems and logs. */
public final class SecretRedactor {

    /**
     * Names of parameters with credentials as their values: voyage's own, OAuth's, those of signed addresses in
     * buckets.
     */
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)([?&;](?:ticket|token|access_token|id_token|refresh_token|code|signature|sig|secret|password|passwd"
                    + "|api_?key|x-amz-signature|x-amz-credential|x-amz-security-token|awsaccesskeyid"
                    + "|x-goog-signature|x-goog-credential)=)[^&;#\\s\"'<>]+");

    private static final Pattern USER = Pattern.compile("(//)[^/?#@\\s\"']+@");
    private static final Pattern HEADER = Pattern.compile("(?i)\\b(bearer|basic)(\\s+)[A-Za-z0-9._~+/=-]{16,}");

    private SecretRedactor() {}

    /** The text with three dots in place of each credential; the same text if it contains none. */
    public static String out(String text) {
        if (text.indexOf('=') < 0 && text.indexOf('@') < 0 && text.indexOf(' ') < 0) {
            return text;
        }
        String plain = PARAMETER.matcher(text).replaceAll("$1…");
        plain = USER.matcher(plain).replaceAll("$1…@");
        return HEADER.matcher(plain).replaceAll("$1$2…");
    }
}
