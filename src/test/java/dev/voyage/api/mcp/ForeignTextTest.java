package dev.voyage.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voyage.api.client.Client;
import org.junit.jupiter.api.Test;

class ForeignTextTest {

    @Test
    void hiddenCharactersAreLeftOut() {
        assertThat(ForeignText.clean("a\u202eb\u200bc\u0000d\u001be\ufefff\ue000g"))
                .isEqualTo("abcdefg");
        assertThat(ForeignText.clean("\udb40\udc49x\ud800"))
                .as("a tag, a lone surrogate")
                .isEqualTo("x");
        assertThat(ForeignText.clean("two\nlines\tof α Cen \ud83d\udd2d")).isEqualTo("two lines of α Cen \ud83d\udd2d");
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        String cut = ForeignText.clean("\ud83d\udd2d".repeat(501));

        assertThat(cut).isEqualTo("\ud83d\udd2d".repeat(500) + "…");
        assertThat(ForeignText.clean("x".repeat(500))).isEqualTo("x".repeat(500));
    }

    @Test
    void namesAndNestedTextsAreCleanedAndNumbersStay() {
        JsonNode clean = ForeignText.clean(Client.json("{\"a\\u202e\": [\"b\\u0007\", 1.50, true, null, {\"c\": 2}]}"));

        assertThat(clean).isEqualTo(Client.json("{\"a\": [\"b\", 1.50, true, null, {\"c\": 2}]}"));
    }

    @Test
    void longListsAndObjectsSayHowMuchIsLeftOut() {
        var list = JsonNodeFactory.instance.arrayNode();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < 205; i++) {
            list.add(i);
            object.put("m" + i, i);
        }

        assertThat(ForeignText.clean(list)).hasSize(201).last().isEqualTo(list.textNode("… 5 more"));
        assertThat(ForeignText.clean(object).path("…").textValue()).isEqualTo("5 more");
    }

    @Test
    void aPageEndsAtItsLengthAndOneItemAlwaysFits() {
        var page = new ToolResult.Page("items");
        var item = JsonNodeFactory.instance.objectNode().put("seq", 1);
        var huge = item.deepCopy();
        for (int i = 0; i < 100; i++) {
            item.put("m" + i, "x".repeat(200));
            huge.put("m" + i, "x".repeat(500));
        }
        int added = 0;
        while (page.add(item)) {
            added++;
        }
        assertThat(added).isEqualTo(3);

        var outlines = new ToolResult.Page("items");
        assertThat(outlines.add(huge)).isTrue();
        JsonNode outline = outlines.end("2", "items").json().at("/items/0");
        assertThat(outline.path("seq").intValue()).isEqualTo(1);
        assertThat(outline.path("omittedCharacters").intValue()).isGreaterThan(50_000);
        assertThat(outline.toString().length()).isLessThan(20_000);
    }
}
