package dev.voyage.datalink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.datalink.rule.LinkedRow;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.http.CannedHttp.Canned;
import dev.voyage.upstream.UpstreamRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every requested observation has exactly one outcome, however the service misbehaves. */
class ExactlyOnePropertyTest {

    @Property(tries = 150)
    void everyObservationEndsInExactlyOneWay(
            @ForAll @IntRange(max = 60) int count, @ForAll long seed, @ForAll boolean kind) {
        var random = new Random(seed);
        List<LinkedRow> asked = IntStream.range(0, count)
                .mapToObj(i -> DatalinkBench.asked(i % 7 == 3 ? "o1" : "o" + i).get(0))
                .toList();
        List<LinkedRow> named = IntStream.range(0, count)
                .mapToObj(i -> new LinkedRow("n" + i, asked.get(i).row()))
                .toList();

        List<LinkResult> linked = new DatalinkBench().links(ask -> answer(ask, random, kind ? 3 : 9), named);

        assertThat(linked)
                .filteredOn(l -> !(l instanceof LinkResult.Gap)) // reports of unused rows
                .extracting(LinkResult::observation)
                .containsExactlyInAnyOrderElementsOf(
                        named.stream().map(LinkedRow::observation).toList());
        assertThat(linked).filteredOn(LinkResult.Found.class::isInstance).allSatisfy(l -> assertThat(
                        isItsOwn((LinkResult.Found) l, named))
                .isTrue());
    }

    private static boolean isItsOwn(LinkResult.Found found, List<LinkedRow> named) {
        String id = named.stream()
                .filter(asked -> asked.observation().equals(found.observation()))
                .findFirst()
                .flatMap(asked -> asked.row().text("obsid"))
                .orElseThrow();
        return found.directories().stream().allMatch(d -> d.url().getPath().startsWith("/d/" + id + "/"));
    }

    private static Canned answer(UpstreamRequest ask, Random random, int goodness) {
        synchronized (random) {
            if (random.nextInt(10) < goodness) {
                return Canned.ok(document(ask, random));
            }
            return switch (random.nextInt(8)) {
                case 0 -> Canned.status(405, new byte[0]);
                case 1 -> Canned.status(413, new byte[0]);
                case 2 -> Canned.status(503, new byte[0]);
                case 3 -> Canned.unavailable();
                case 4 -> Canned.ok("<html><body>maintenance</body></html>");
                case 5 -> Canned.ok(document(ask, random)).breakingAfter(random.nextInt(3000));
                case 6 -> failing(document(ask, random), random);
                default -> Canned.ok(document(ask, random).substring(0, 400));
            };
        }
    }

    private static Canned failing(String document, Random random) {
        List<ProblemType> kinds = List.of(ProblemType.values());
        ProblemType kind = kinds.get(random.nextInt(kinds.size()));
        return new Canned(
                200, ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8)), null, Problem.of(kind, "scripted"));
    }

    private static String document(UpstreamRequest ask, Random random) {
        List<String> ids = new ArrayList<>(BatchesTest.ids(ask));
        String nested =
                ask.uri().getPath().equals("/links") ? "" : ask.uri().getPath().substring(3);
        if (!nested.isEmpty()) {
            ids.add(nested);
        }
        if (random.nextInt(4) == 0) {
            Collections.shuffle(ids, random);
        }
        List<String> rows = new ArrayList<>();
        for (String id : ids) {
            String echoed = random.nextInt(3) == 0 ? "ivo://a/t?" + id : id;
            switch (random.nextInt(9)) {
                case 0 -> rows.add(DatalinkBench.fault(echoed, "NotFoundFault: no"));
                case 1 -> rows.add(DatalinkBench.fault(echoed, "TransientFault: later"));
                case 2 -> rows.add(DatalinkBench.bibliography(echoed));
                case 3 -> rows.add(DatalinkBench.datalink(echoed, "https://a.test/n/" + id));
                case 4 -> rows.add(DatalinkBench.row(echoed, "", "", "", "", "", ""));
                case 5 -> {} // omitted
                default -> {
                    rows.add(DatalinkBench.directory(echoed, "https://a.test/d/" + id + "/"));
                    rows.add(DatalinkBench.bibliography(echoed));
                }
            }
        }
        String[] all = rows.toArray(String[]::new);
        return random.nextInt(5) == 0 ? DatalinkBench.overflowing(all) : DatalinkBench.table(all);
    }
}
