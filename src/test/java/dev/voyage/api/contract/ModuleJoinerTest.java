package dev.voyage.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleJoinerTest {

    private static String join(Map<String, String> modules) throws IOException {
        return ModuleJoiner.join("a/main.js", modules::get);
    }

    @Test
    void modulesAreJoinedInTheOrderOfTheirUseEachOnce() throws IOException {
        String joined = join(Map.of("a/main.js", """
                /**
                 * A comment.
                 */
                import { one, two as second } from './b.js';
                import {
                  one as again,
                } from '../c.js';

                export { one };
                // another comment
                export const sum = one + second + again;
                export async function wait() {}
                """, "a/b.js", """
                import { one } from '../c.js';
                const own = 1;
                export { one };
                export const two = own + one;
                """, "c.js", """
                const own = 41;
                export class Unused {}
                export const one = own;
                """));

        assertThat(joined).isEqualTo("""
                const module0 = (() => {
                const own = 41;
                class Unused {}
                const one = own;
                return { Unused, one };
                })();
                const module1 = (() => {
                const { one } = module0;
                const own = 1;
                const two = own + one;
                return { two, one };
                })();
                const module2 = (() => {
                const { one, two: second } = module1;
                const { one as again, } = module0;
                const sum = one + second + again;
                async function wait() {}
                return { sum, wait, one };
                })();
                export const { sum, wait, one } = module2;
                """.replace("one as again,", "one: again,"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import './b.js';",
                "import b from './b.js';",
                "import * as b from './b.js';",
                "import { html } from 'lit';",
                "export default 1;",
                "export let x = 1;",
                "export * from './b.js';",
                "export const { x } = {};"
            })
    void otherFormsAreRefused(String form) {
        assertThatIllegalStateException()
                .isThrownBy(() -> join(Map.of("a/main.js", form + "\n", "a/b.js", "")))
                .withMessage("a/main.js: cannot join " + form);
    }

    @Test
    void aModuleThatImportsItselfIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> join(Map.of(
                        "a/main.js", "import { b } from './b.js';\n", "a/b.js", "import { a } from './main.js';\n")))
                .withMessage("a/main.js imports itself");
    }

    @Test
    void theElementIsOneModule() throws IOException {
        String joined = ModuleJoiner.join(
                "clients/element/element.js", path -> Files.readString(Path.of("src/main/resources", path)));

        assertThat(joined)
                .doesNotContainPattern("(?m)^import ")
                .containsPattern("(?m)^class VoyageSearch ")
                .containsPattern("(?m)^class Projection ")
                .containsPattern("(?m)^export const \\{ VoyageSearch, .*version } = module\\d+;$");
    }
}
