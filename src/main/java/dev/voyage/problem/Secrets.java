package dev.voyage.problem;

import java.util.regex.Pattern;

/** Takes out of a text what nobody should read in a problem or a log: credentials in addresses and headers. */
public final class Secrets {

    /** Names of parameters whose values let somebody in: ours, OAuth's, those of signed addresses in buckets. */
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)([?&;](?:ticket|token|access_token|id_token|refresh_token|code|signature|sig|secret|password|passwd"
                    + "|api_?key|x-amz-signature|x-amz-credential|x-amz-security-token|awsaccesskeyid"
                    + "|x-goog-signature|x-goog-credential)=)[^&;#\\s\"'<>]+");

    private static final Pattern USER = Pattern.compile("(//)[^/?#@\\s\"']+@");
    private static final Pattern HEADER = Pattern.compile("(?i)\\b(bearer|basic)(\\s+)[A-Za-z0-9._~+/=-]{16,}");

    private Secrets() {}

    /** The text with three dots in the place of each; the same text where there is none. */
    public static String out(String text) {
        if (text.indexOf('=') < 0 && text.indexOf('@') < 0 && text.indexOf(' ') < 0) {
            return text;
        }
        String plain = PARAMETER.matcher(text).replaceAll("$1…");
        plain = USER.matcher(plain).replaceAll("$1…@");
        return HEADER.matcher(plain).replaceAll("$1$2…");
    }
}
