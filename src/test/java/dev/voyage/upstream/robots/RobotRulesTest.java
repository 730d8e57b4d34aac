package dev.voyage.upstream.robots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.WaitLimit;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotRulesTest {

    private static RobotRules rules(String text) {
        return RobotRules.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String verdict(String file, String path) {
        return rules(file.replace("|", "\n"))
                .forbidding(path)
                .map(RobotRule::line)
                .orElse("allowed");
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = ';', textBlock = """
                    '';                                                   /x;        allowed
                    User-agent: *|Disallow: /;                            /x;        Disallow: /
                    User-agent: *|Disallow:;                              /x;        allowed
                    Disallow: /|User-agent: *|Disallow: /y;               /x;        allowed
                    user-AGENT:voyage|DISALLOW:/x;                        /xyz;      Disallow: /x
                    User-agent : VOYAGE |  Disallow :  /x  # why not;     /x/y;      Disallow: /x
                    User-agent: voyage/9 (IVOA)|Disallow: /x;             /x;        Disallow: /x
                    User-agent: voyager|Disallow: /;                      /x;        allowed
                    User-agent: voyage|Disallow:|User-agent: *|Disallow: /; /x;      allowed
                    User-agent: *|Disallow: /|User-agent: voyage;         /x;        allowed
                    User-agent: a|User-agent: voyage|User-agent: b|Disallow: /x; /x; Disallow: /x
                    User-agent: voyage|Crawl-delay: 9|User-agent: b|Disallow: /x; /x; Disallow: /x
                    User-agent: voyage|Disallow: /x|User-agent: b|Disallow: /y; /y;  allowed
                    User-agent: voyage|Disallow: /x|User-agent: b|Disallow: /z|User-agent: voyage|Disallow: /y; /y; Disallow: /y
                    User-agent: voyage|Disallow: /x|User-agent: b|Disallow: /z|User-agent: voyage|Disallow: /y; /x; Disallow: /x
                    User-agent: *|Disallow: /x|Allow: /x/y;               /x/y/z;    allowed
                    User-agent: *|Allow: /x|Disallow: /x/y;               /x/y/z;    Disallow: /x/y
                    User-agent: *|Disallow: /x|Allow: /x;                 /x;        allowed
                    User-agent: *|Allow: /x|Disallow: /x;                 /x;        allowed
                    User-agent: *|Allow: /p|Disallow: /*.fits;            /p.fits;   Disallow: /*.fits
                    User-agent: *|Disallow: /*.fits$;                     /a/b.fits; Disallow: /*.fits$
                    User-agent: *|Disallow: /*.fits$;                     /a.fits.gz; allowed
                    User-agent: *|Disallow: /*.fits$;                     /a.fits.b.fits; Disallow: /*.fits$
                    User-agent: *|Disallow: /x$;                          /x;        Disallow: /x$
                    User-agent: *|Disallow: /x$;                          /xy;       allowed
                    User-agent: *|Disallow: /x$y;                         /x$y;      Disallow: /x$y
                    User-agent: *|Disallow: /a*b*c;                       /a1b2b3c4; Disallow: /a*b*c
                    User-agent: *|Disallow: /a*b*c;                       /acb;      allowed
                    User-agent: *|Disallow: /a**b;                        /ab;       Disallow: /a**b
                    User-agent: *|Disallow: /aba*aba$;                    /aba;      allowed
                    User-agent: *|Disallow: /a*a$;                        /aa;       Disallow: /a*a$
                    User-agent: *|Disallow: /*aab;                        /aaab;     Disallow: /*aab
                    User-agent: *|Disallow: *x;                           /a/x;      Disallow: *x
                    User-agent: *|Disallow: x;                            /x;        allowed
                    User-agent: *|Disallow: /x?;                          /x?a=b;    Disallow: /x?
                    User-agent: *|Disallow: /x*a=b;                       /x?a=b;    Disallow: /x*a=b
                    User-agent: *|Disallow: /%7Ex;                        /~x;       Disallow: /%7Ex
                    User-agent: *|Disallow: /~x;                          /%7ex;     Disallow: /~x
                    User-agent: *|Disallow: /a%2fb;                       /a%2Fb;    Disallow: /a%2fb
                    User-agent: *|Disallow: /a%2fb;                       /a/b;      allowed
                    User-agent: *|Disallow: /ü;                           /%c3%bc;   Disallow: /ü
                    User-agent: *|Disallow: /%C3%BC;                      /ü;        Disallow: /%C3%BC
                    User-agent: *|Disallow: /a%2Ab;                       /a*b;      Disallow: /a%2Ab
                    User-agent: *|Disallow: /a%2Ab;                       /axb;      allowed
                    User-agent: *|Disallow: /a%24;                        /a$;       Disallow: /a%24
                    User-agent: *|Disallow: /100%;                        /100%25;   Disallow: /100%
                    <html><body>User-agent: *|Disallow: /;                /x;        allowed
                    """)
    void everyFileHasAMeaning(String file, String path, String meaning) {
        assertThat(verdict(file, path)).isEqualTo(meaning);
    }

    @Test
    void allLineEndsAndAByteOrderMarkAreUnderstood() {
        RobotRules rules = rules("\uFEFFUser-agent: voyage\r\nDisallow: /x\rDisallow: /y\n\n\nDisallow: /z");

        assertThat(rules.size()).isEqualTo(3);
        assertThat(rules.forbidding("/y")).isPresent();
    }

    @Test
    @Timeout(WaitLimit.TEST_SECONDS)
    void hostileFilesCostLittle() {
        String much = "User-agent: *\nDisallow: /" + "a".repeat(400_000) + "\nDisallow: /b\n";
        assertThat(rules(much).forbidding("/b")).isPresent();
        assertThat(rules("User-agent: " + "x".repeat(500_000)).size()).isZero();
        assertThat(rules("User-agent: *\nUser-agent: a\n".repeat(20_000) + "Disallow: /x\n")
                        .forbidding("/x"))
                .isPresent();
        assertThat(rules("User-agent: *\n" + "Disallow: /a\n".repeat(40_000)).size())
                .isEqualTo(10_000);
        RobotRules wild = rules("User-agent: *\n" + ("Disallow: /*" + "a".repeat(1000) + "b\n").repeat(500));
        String path = "/" + "a".repeat(8000);
        assertThat(wild.forbidding(path)).isEmpty(); // a backtracking matcher would exceed the time of this test
        assertThat(rules("User-agent: *\n" + "Disallow: /*a\n".repeat(2000)).size())
                .isEqualTo(500);
    }

    @Property(tries = 300)
    void noBytesAreTooStrange(@ForAll byte[] file, @ForAll long seed) {
        var random = new Random(seed);
        var text = new StringBuilder("User-agent: *\n");
        for (int i = 0; i < 20; i++) {
            text.append("Disallow: /");
            random.ints(random.nextInt(20), 0, 6).forEach(c -> text.append("a*b$%/".charAt(c)));
            text.append('\n');
        }
        assertThat(RobotRules.of(file)).isNotNull();
        assertThat(rules(text.toString()).forbidding("/abab%%%b$*")).isNotNull();
    }

    @Property(tries = 500)
    void wildcardsAreWhatARegularExpressionSays(@ForAll long seed) {
        var random = new Random(seed);
        var pattern = new StringBuilder("/");
        random.ints(random.nextInt(8), 0, 4).forEach(c -> pattern.append("ab**".charAt(c)));
        if (random.nextBoolean()) {
            pattern.append('$');
        }
        var path = new StringBuilder("/");
        random.ints(random.nextInt(12), 0, 2).forEach(c -> path.append("ab".charAt(c)));
        String regex = pattern.toString().replace("*", ".*");
        boolean expected = java.util.regex.Pattern.compile(regex.endsWith("$") ? regex : regex + ".*")
                .matcher(path)
                .matches();

        assertThat(RobotRule.of(false, pattern.toString()).matches(path.toString()))
                .as("%s and %s", pattern, path)
                .isEqualTo(expected);
    }
}
