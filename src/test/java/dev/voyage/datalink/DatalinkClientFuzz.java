package dev.voyage.datalink;

import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.fuzz.Corpus;
import dev.voyage.fuzz.FuzzTarget;
import dev.voyage.testsupport.http.CannedHttp.Canned;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/** DataLink responses, through the whole client: exactly one outcome for each requested observation. */
public final class DatalinkClientFuzz implements FuzzTarget {

    private final DatalinkBench bench = new DatalinkBench();

    @Override
    public String name() {
        return "datalink";
    }

    @Override
    public List<byte[]> seeds() {
        var seeds = new ArrayList<byte[]>(Corpus.recorded("05-datalink", "reconstructed/datalink"));
        seeds.addAll(Corpus.texts(
                DatalinkBench.table(
                        DatalinkBench.directory("60061044002", "https://a.test/FTP/nustar/60061044002/"),
                        DatalinkBench.bibliography("60061044002"),
                        DatalinkBench.directory("60061044004", "https://a.test/FTP/nustar/60061044004/")),
                DatalinkBench.overflowing(DatalinkBench.directory("60061044004", "https://a.test/FTP/4/")),
                DatalinkBench.table(
                        DatalinkBench.fault("60061044002", "NotFoundFault: no"),
                        DatalinkBench.datalink("60061044004", "https://a.test/l"))));
        return seeds;
    }

    @Override
    public List<String> words() {
        return List.of(
                "<TR>",
                "</TR>",
                "<TD>",
                "</TD>",
                "<TD/>",
                "60061044002",
                "60061044004",
                "#this",
                "#aux",
                "directory",
                "text/html",
                "application/x-votable+xml;content=datalink",
                "NotFoundFault: ",
                "TransientFault",
                "UsageFault",
                "https://a.test/FTP/",
                "//",
                "../",
                "access_url",
                "semantics",
                "error_message",
                "content_length",
                "ID",
                "service_def",
                "<INFO name='QUERY_STATUS' value='OVERFLOW'/>",
                "<INFO name='QUERY_STATUS' value='ERROR'/>");
    }

    @Override
    public String take(byte[] input, Random dice) {
        List<LinkResult> linked =
                bench.links(ask -> Canned.ok(input), DatalinkBench.asked("60061044002", "60061044004"));
        var ids = new HashSet<String>();
        var outcome = new StringBuilder();
        for (LinkResult one : linked) {
            if (one instanceof LinkResult.Gap) { // reports unused rows; not an outcome of an observation
                outcome.append("Gap");
                continue;
            }
            if (!ids.add(one.observation())) {
                throw new AssertionError("twice: " + linked);
            }
            outcome.append(one.getClass().getSimpleName());
            outcome.append(
                    one instanceof LinkResult.Failed failed
                            ? failed.problem().kind().toString()
                            : "");
            outcome.append(
                    one instanceof LinkResult.Unavailable none ? none.reason().toString() : "");
            outcome.append(
                    one instanceof LinkResult.Found found ? found.directories().size() : "");
        }
        if (ids.size() != 2) {
            throw new AssertionError("not one outcome for each: " + linked);
        }
        return outcome.append(bench.asked().size()).toString();
    }
}
