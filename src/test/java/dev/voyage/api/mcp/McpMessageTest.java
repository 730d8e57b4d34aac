package dev.voyage.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.voyage.problem.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpMessageTest {

    private static McpMessage read(String json) {
        return McpMessage.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void requestsHaveAnIdAndNotificationsHaveNone() {
        assertThat(read("{'jsonrpc':'2.0','id':'a','method':'ping'}").isNotification())
                .isFalse();
        assertThat(read("{'jsonrpc':'2.0','method':'notifications/initialized'}")
                        .isNotification())
                .isTrue();
        assertThat(read("{'jsonrpc':'2.0','id':1,'method':'tools/list'}").isKnown())
                .isTrue();
        assertThat(read("{'jsonrpc':'2.0','id':1,'method':'server/discover'}").isKnown())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "5 | body",
                "{'jsonrpc':'2.0','jsonrpc':'2.0'} | body",
                "{'jsonrpc':'2.0','method':'ping'} {} | body",
                "{'jsonrpc':2,'method':'ping'} | jsonrpc",
                "{'jsonrpc':'2.0','id':1} | method",
                "{'jsonrpc':'2.0','id':null,'method':'ping'} | id",
                "{'jsonrpc':'2.0','id':{},'method':'ping'} | id",
                "{'jsonrpc':'2.0','id':1,'method':'ping','params':[]} | params",
                "{'jsonrpc':'2.0','id':1,'method':'ping','params':{'_meta':5}} | params._meta",
                "{'jsonrpc':'2.0','id':1,'method':'tools/list','params':{'cursor':5}} | params.cursor",
                "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{}} | params.name",
                "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':null}} | params.name",
                "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'x','arguments':[]}} | params.arguments",
                "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{}} | params.protocolVersion",
                "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'2'}} | params.clientInfo",
                "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'2',"
                        + "'clientInfo':{'name':'a'}}} | params.clientInfo.version"
            })
    void wrongMembersAreNamed(String message, String parameter) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> read(message))
                .satisfies(problem -> assertThat(problem.members()).containsEntry("parameter", parameter));
    }
}
