package dev.voyage.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.SearchEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every event has a line on the terminal: a table of events and lines. */
class EventFormatterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Parses an event from JSON with single quotes. */
    static SearchEvent event(String json) {
        try {
            byte[] line = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            return EventCodec.read(JSON.readTree(line).path("type").asText(), line)
                    .orElseThrow();
        } catch (IOException wrong) {
            throw new AssertionError(wrong);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
                    {'type':'search.accepted','search':'7f3a','request':{'target':'3C 105','catalogue':'numaster','radiusDeg':1.0,'where':'a < 1'}} | search 7f3a: 3C 105 in numaster, within 1.0 deg, where a < 1
                    {'type':'search.accepted','search':'7f3a','request':{'adql':'SELECT 1','catalogue':'https://a.test/tap','where':'a < 1'}} | search 7f3a: SELECT 1 at https://a.test/tap, where a < 1
                    {'type':'search.accepted','search':'7f3a','request':{'position':{'raDeg':61.8186,'decDeg':3.7072},'catalogue':'c','radiusDeg':0.2}} | search 7f3a: 61.81860 +3.70720 in c, within 0.2 deg
                    {'type':'search.accepted','search':'7f3a','request':{'targets':['a','b',{'raDeg':1,'decDeg':2}],'catalogues':['c','d'],'radiusDeg':1.0}} | search 7f3a: 3 targets in c, d, within 1.0 deg
                    {'type':'target.failed','target':'Vella','problem':{'detail':'nobody knows it'}} | target Vella failed: nobody knows it
                    {'type':'service.failed','catalogue':'c','problem':{'detail':'no cone search'}} | catalogue c failed: no cone search
                    {'type':'catalogue.skipped','reason':'outside-coverage','target':'a','catalogue':'c'} | search of c around a skipped: the catalogue does not cover this part of the sky
                    {'type':'catalogue.failed','target':'a','catalogue':'c','problem':{'detail':'down'}} | search of c around a failed: down
                    {'type':'catalogue.searched','target':'a','catalogue':'c','rows':5,'selected':3} | catalogue c searched around a: 5 observations, 3 selected
                    {'type':'observation.found','observation':'c/6006','offsetArcmin':1.234,'selected':true,'target':'a'} | `  observation c/6006  1.23 arcmin off a  selected`
                    {'type':'observation.found','observation':'c/6006','offsetArcmin':1.234,'selected':true,'target':'a','repeated':true} | `  observation c/6006  1.23 arcmin off a  selected already`
                    {'type':'target.resolved','name':'3C 105','mainName':'LEDA 14608','raDeg':61.8186,'decDeg':-3.5,'resolver':'Sesame','cached':false} | target 3C 105: 61.81860 -3.50000 (LEDA 14608, Sesame)
                    {'type':'target.resolved','name':'x','mainName':'x','raDeg':0,'decDeg':0,'resolver':'Sesame','cached':true} | target x: 0.00000 +0.00000 (Sesame, known already)
                    {'type':'target.resolved','name':'x','raDeg':0,'decDeg':0,'resolver':'coordinates'} | target x: 0.00000 +0.00000 (coordinates)
                    {'type':'service.found','title':'NuSTAR Master','accessUrl':'https://a.test/cone?'} | catalogue NuSTAR Master: https://a.test/cone?
                    {'type':'observation.found','observation':'6006','offsetArcmin':1.234,'selected':true} | `  observation 6006  1.23 arcmin off  selected`
                    {'type':'observation.found','observation':'6006','selected':false} | `  observation 6006  not selected`
                    {'type':'catalogue.searched','rows':5,'selected':3,'overflow':false} | catalogue searched: 5 observations, 3 selected
                    {'type':'catalogue.searched','rows':1,'selected':0,'overflow':true} | catalogue searched: 1 observation, 0 selected; there are more than it sent
                    {'type':'observation.linked','observation':'6006','directories':[{'url':'https://a.test/6006/'}],'others':[{},{}]} | `  links of 6006: https://a.test/6006/ and 2 others`
                    {'type':'observation.linked','observation':'6006','directories':[],'others':[]} | `  links of 6006: no directory`
                    {'type':'observation.unavailable','observation':'6006','reason':'proprietary','publicDate':'2027-01-01','detail':'not yet'} | observation 6006 has no files for us: proprietary, public date 2027-01-01: not yet
                    {'type':'observation.unavailable','observation':'6006','reason':'no-link'} | observation 6006 has no files for us: no-link
                    {'type':'observation.failed','observation':'6006','problem':{'detail':'no answer'}} | observation 6006 failed: no answer
                    {'type':'observation.completed','observation':'6006','files':7,'bytes':1200000,'failed':0} | observation 6006 complete: 7 files, 1.2 MB
                    {'type':'observation.completed','observation':'6006','files':7,'bytes':0,'failed':2} | observation 6006 not complete, 2 failed: 7 files, 0 B
                    {'type':'directory.listed','url':'https://a.test/6006/','files':1,'directories':2,'refused':[{'text':'x','reason':'y'}]} | `  directory https://a.test/6006/: 1 file, 2 directories, 1 refused`
                    {'type':'file.found','file':'6006/a.evt','bytes':999} | `  file 6006/a.evt  999 B`
                    {'type':'file.found','file':'6006/a.evt'} | `  file 6006/a.evt`
                    {'type':'file.completed','file':'6006/a.gz','bytes':2880,'verified':['size','gzip']} | `  file 6006/a.gz  2.9 kB  ok: size gzip`
                    {'type':'file.completed','file':'6006/a','bytes':0,'verified':[]} | `  file 6006/a  0 B  ok: size unknown`
                    {'type':'file.skipped','file':'6006/a','reason':'unchanged'} | `  file 6006/a  skipped: unchanged`
                    {'type':'file.failed','file':'6006/a','problem':{'detail':'short'},'willRetry':true} | `  file 6006/a  failed: short (trying again)`
                    {'type':'file.failed','file':'6006/a','problem':{'detail':'short'},'willRetry':false} | `  file 6006/a  failed: short`
                    {'type':'file.measured','file':'1/a.fits','bytes':1200000,'source':'https','here':false} | `  file 1/a.fits  1.2 MB`
                    {'type':'file.measured','file':'1/a.fits','bytes':1200000,'source':'https','here':true} | `  file 1/a.fits  1.2 MB  here already`
                    {'type':'file.measured','file':'1/a.fits','source':'https','here':false} | `  file 1/a.fits  size unknown`
                    {'type':'plan.ready','observations':3,'files':21,'bytes':5600000,'bytesUnknownFor':2,'alreadyHere':4} | plan: 21 files of 3 observations, 5.6 MB and 2 of unknown size, 4 here already
                    {'type':'upstream.throttled','host':'a.test','detail':'busy','retryAfterSeconds':5} | a.test: busy; waiting 5 s
                    {'type':'upstream.degraded','host':'a.test','detail':'down'} | a.test: down
                    """)
    void everyEventHasItsLine(String json, String line) {
        assertThat(EventFormatter.of("7f3a", event(json), true)).contains(line);
    }

    @ParameterizedTest
    @CsvSource({"file.started", "file.progress", "search.completed", "search.progress"})
    void whatANewcomerWouldNotMissHasNone(String type) {
        assertThat(EventFormatter.of("7f3a", event("{'type':'" + type + "','file':'x'}"), true))
                .isEmpty();
    }

    @Test
    void aFileIsToldOnceWhenItIsFetched() {
        assertThat(EventFormatter.of("7f3a", event("{'type':'file.found','file':'x'}"), false))
                .isEmpty();
    }

    @Test
    void strangersWordsCannotMoveTheCursorOrTurnTheLine() {
        SearchEvent event =
                event("{'type':'file.skipped','file':'a\\u001b[2Jb\\r\\nc\\u202ed\\u0007\\ud800é\\ud83d\\ude80',"
                        + "'reason':'x\\ty\\u009b'}");

        assertThat(EventFormatter.of("7f3a", event, true))
                .contains(
                        "  file a\\u001b[2Jb\\u000d\\u000ac\\u202ed\\u0007\\ud800é🚀" + "  skipped: x\\u0009y\\u009b");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "999,999 B",
        "1000,1.0 kB",
        "1234567,1.2 MB",
        "99949999,99.9 MB",
        "99950000,100 MB",
        "999499999,999 MB",
        "999500000,1.0 GB",
        "9223372036854775807,9223 PB"
    })
    void bytesAreWrittenForPeople(long bytes, String text) {
        assertThat(HumanNumbers.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0.0 s",
        "1234,1.2 s",
        "9949,9.9 s",
        "9950,10 s",
        "59499,59 s",
        "59500,1 min 0 s",
        "200000,3 min 20 s",
        "7500000,2 h 5 min"
    })
    void timesAreWrittenForPeople(long millis, String text) {
        assertThat(HumanNumbers.millis(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,file,0 files", "1,file,1 file", "2,directory,2 directories"})
    void countsAgreeWithTheirNouns(long count, String noun, String text) {
        assertThat(HumanNumbers.of(count, noun)).isEqualTo(text);
    }
}
