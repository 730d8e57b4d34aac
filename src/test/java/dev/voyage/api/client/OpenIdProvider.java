package dev.voyage.api.client;

import dev.voyage.testsupport.ScriptedServer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;

/** An OpenID Connect provider on loopback: its metadata, and tokens with valid or forged signatures. */
public final class OpenIdProvider {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private static final String PORT = "test.openid.port";
    private static final String KEYS = "test.openid.keys";

    /** Shared by a profile and its tests, which may be loaded by different class loaders. */
    public static final OpenIdProvider THE_ONE = new OpenIdProvider();

    private final int port;
    private final KeyPair keys;

    private OpenIdProvider() {
        synchronized (System.getProperties()) {
            if (System.getProperty(PORT) == null) {
                KeyPair fresh = newKeys();
                System.setProperty(
                        KEYS,
                        Base64.getEncoder().encodeToString(fresh.getPrivate().getEncoded()));
                System.setProperty(PORT, Integer.toString(publish(fresh)));
            }
            keys = kept(System.getProperty(KEYS));
            port = Integer.parseInt(System.getProperty(PORT));
        }
    }

    private static KeyPair kept(String written) {
        try {
            var factory = KeyFactory.getInstance("RSA");
            var secret = (RSAPrivateCrtKey) factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(written)));
            return new KeyPair(
                    factory.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent())),
                    secret);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static int publish(KeyPair keys) {
        ScriptedServer server = ScriptedServer.start();
        String issuer = server.uri("/realm").toString();
        server.on("/realm/.well-known/openid-configuration").answers(200, "application/json", """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "token_endpoint": "%1$s/token",
                 "authorization_endpoint": "%1$s/auth", "introspection_endpoint": "%1$s/introspect",
                 "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"]}
                """.formatted(issuer));
        var key = (RSAPublicKey) keys.getPublic();
        server.on("/realm/keys").answers(200, "application/json", """
                {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "k1", "n": "%s", "e": "%s"}]}
                """.formatted(
                        number(key.getModulus()), number(key.getPublicExponent())));
        return server.port();
    }

    public String issuer() {
        return "http://127.0.0.1:" + port + "/realm";
    }

    public String token(String subject) {
        return token(subject, issuer(), Instant.now().plusSeconds(300), keys);
    }

    public String expired(String subject) {
        return token(subject, issuer(), Instant.now().minusSeconds(300), keys);
    }

    public String ofAnotherIssuer(String subject) {
        return token(subject, "https://other.test/realm", Instant.now().plusSeconds(300), keys);
    }

    public String forged(String subject) {
        return token(subject, issuer(), Instant.now().plusSeconds(300), newKeys());
    }

    /** A token with the algorithm "none", which an incorrect validator accepts. */
    public String unsigned(String subject) {
        return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "."
                + encoded(claims(subject, issuer(), Instant.now().plusSeconds(300))) + ".";
    }

    private static String token(String subject, String issuer, Instant until, KeyPair keys) {
        String said = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k1\"}") + "."
                + encoded(claims(subject, issuer, until));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(said.getBytes(StandardCharsets.US_ASCII));
            return said + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String claims(String subject, String issuer, Instant until) {
        return """
                {"iss": "%s", "sub": "%s", "preferred_username": "somebody", "iat": %d, "exp": %d}
                """.formatted(issuer, subject, until.getEpochSecond() - 600, until.getEpochSecond());
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.strip().getBytes(StandardCharsets.UTF_8));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int zero = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, zero, bytes.length));
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
