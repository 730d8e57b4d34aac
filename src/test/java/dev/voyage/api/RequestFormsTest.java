package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.searches.IdempotencyKey;
import dev.voyage.api.searches.SearchJsonParser;
import dev.voyage.api.searches.SearchQueryParser;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.cone.DataRanges;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.StoredRequest;
import dev.voyage.search.request.Target;
import dev.voyage.sky.SkyPosition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms of a search request, and every invalid variant. */
class RequestFormsTest {

    private static SearchRequest json(String body) {
        return SearchJsonParser.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static SearchRequest flat(String query) {
        return SearchQueryParser.read(QueryParameters.of(query, SearchQueryParser.NAMES));
    }

    @Test
    void bothFormsListObservations() {
        assertThat(json("{'target': '3C 105', 'catalogue': 'numaster', 'select': ['601', ' 602 ', '601']}")
                        .select())
                .containsExactly("601", "602");
        assertThat(flat("target=3C+105&catalogue=numaster&select=601&select=602")
                        .select())
                .containsExactly("601", "602");
        assertThat(flat("target=3C+105&catalogue=numaster").select()).isEmpty();
    }

    @Test
    void bothFormsName() {
        SearchRequest named = json("{'target': '3C 105', 'catalogue': 'numaster', 'name': ' Bullet cluster '}");

        assertThat(named.name()).isEqualTo("Bullet cluster");
        assertThat(named.toMap()).doesNotContainKey("name");
        assertThat(named.eachCatalogueOnce().withSelect(List.of("601")).name()).isEqualTo("Bullet cluster");
        assertThat(flat("target=3C+105&catalogue=numaster&name=Bullet+cluster")).isEqualTo(named);
        assertThat(flat("target=3C+105&catalogue=numaster").name()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\tb"})
    void aNameIsPrintable(String name) {
        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> json(
                        "{'target': '3C 105', 'catalogue': 'numaster', 'name': '" + name.replace("\t", "\\t") + "'}"));
        assertThat(refused.members()).containsEntry("parameter", "name");
    }

    @Test
    void bothFormsHoldAQuery() {
        SearchRequest query = json("{'adql': 'SELECT 1', 'catalogue': 'https://archive.test/tap', 'via': 'tap'}");

        assertThat(query.adql()).isEqualTo("SELECT 1");
        assertThat(flat("adql=SELECT+1%3B&catalogue=https%3A%2F%2Farchive.test%2Ftap&via=tap"))
                .isEqualTo(query);
        assertThat(SearchJsonParser.read(ProblemResponses.json(query.toMap()))).isEqualTo(query);
    }

    @Test
    void bothFormsLimitSpectrumAndTime() {
        SearchRequest images =
                json("{'target': 'x', 'catalogue': 'a', 'via': 'sia', 'band': '4e-7 7e-7', 'time': '57754'}");

        assertThat(images.ranges()).isEqualTo(DataRanges.of("4E-7 7E-7", "57754.0"));
        assertThat(flat("target=x&catalogue=a&via=sia&band=4e-7+7e-7&time=57754"))
                .isEqualTo(images);
        assertThat(SearchJsonParser.read(ProblemResponses.json(images.toMap()))).isEqualTo(images);
        assertThat(StoredRequest.read(images.toMap())).isEqualTo(images);
        assertThat(images.withSelect(List.of("1")).eachCatalogueOnce().ranges()).isEqualTo(images.ranges());
        assertThat(json("{'target': 'x', 'catalogue': 'a', 'band': '-Inf 1'}").toMap())
                .containsEntry("band", "-Inf 1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "band | band=x",
                "time | time=2+1&via=sia",
                "band | band=1&via=cone",
                "time | time=1&via=tap",
                "band | band=1&band=2",
                "band | band=1&catalogue=https%3A%2F%2Fa.test%2Fsia",
                "band | band=1&catalogue=https%3A%2F%2Fa.test%2Ftap%23t",
                "via  | via=sia&catalogue=https%3A%2F%2Fa.test%2Ftap%23t",
                "via  | via=ssap",
            })
    void aRangeWithAContradictionIsRefused(String parameter, String more) {
        Problem refused = catchThrowableOfType(
                Problem.class, () -> flat("target=x&" + more + (more.contains("catalogue") ? "" : "&catalogue=a")));
        assertThat(refused.members()).containsEntry("parameter", parameter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target    | {'adql': 'SELECT 1', 'catalogue': 'a', 'target': 'x'}",
                "targets   | {'adql': 'SELECT 1', 'catalogue': 'a', 'targets': ['x', 'y']}",
                "position  | {'adql': 'SELECT 1', 'catalogue': 'a', 'position': {'raDeg': 1, 'decDeg': 1}}",
                "radiusDeg | {'adql': 'SELECT 1', 'catalogue': 'a', 'radiusDeg': 1}",
                "radiusDeg | {'adql': 'SELECT 1', 'catalogue': 'a', 'radiusDeg': 0}",
                "via       | {'adql': 'SELECT 1', 'catalogue': 'a', 'via': 'cone'}",
                "via       | {'adql': 'SELECT 1', 'catalogue': 'a', 'via': 'sia'}",
                "band      | {'adql': 'SELECT 1', 'catalogue': 'a', 'band': '1'}",
                "band      | {'target': 'x', 'catalogue': 'a', 'band': 1}",
                "catalogue | {'adql': 'SELECT 1'}",
                "catalogue | {'adql': 'SELECT 1', 'catalogue': 'https://archive.test/tap#t'}",
                "catalogues | {'adql': 'SELECT 1', 'catalogues': ['a', 'b']}",
                "adql      | {'adql': 'DROP TABLE t', 'catalogue': 'a'}",
                "adql      | {'adql': '', 'catalogue': 'a'}",
                "adql      | {'adql': 7, 'catalogue': 'a'}",
                "adql      | {'adql': 'SELECT 1; SELECT 2', 'catalogue': 'a'}",
            })
    void aQueryWithAContradictionIsRefused(String parameter, String body) {
        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> SearchJsonParser.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        assertThat(refused.members()).containsEntry("parameter", parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "target, target=x",
        "ra, ra=1&dec=2",
        "radius, radius=1",
        "via, via=cone",
        "adql, adql=SELECT+2",
        "catalogues, catalogue=b"
    })
    void aFlatQueryWithAContradictionIsRefused(String parameter, String more) {
        Problem refused = catchThrowableOfType(Problem.class, () -> flat("adql=SELECT+1&catalogue=a&" + more));
        assertThat(refused.members()).containsEntry("parameter", parameter);
    }

    @Test
    void bothFormsSayTheSame() {
        SearchRequest expected = new SearchRequest(
                "3C 105",
                null,
                "numaster",
                0.5,
                "exposure_a <= 10000",
                List.of("event_cl/*", "*.gz"),
                List.of("*.jpg"),
                Action.PLAN,
                SourcePreference.HTTPS);

        assertThat(json("""
                                {'target': '3C 105', 'catalogue': 'numaster', 'radiusDeg': 0.5,
                                 'where': 'exposure_a <= 10000', 'action': 'plan', 'source': 'https',
                                 'files': {'include': ['event_cl/*', '*.gz'], 'exclude': ['*.jpg']}}
                                """)).isEqualTo(expected);
        assertThat(flat("target=3C+105&catalogue=numaster&radius=0.5&where=exposure_a+<=+10000"
                        + "&action=plan&source=https&include=event_cl/*&include=*.gz"
                        + "&exclude=*.jpg"))
                .isEqualTo(expected);
    }

    @Test
    void whatIsNotSaidHasDefaults() {
        SearchRequest flat = flat("ra=61.8186&dec=+3.7072&catalogue=numaster");

        assertThat(flat.targets()).containsExactly(new Target(null, new SkyPosition(61.8186, 3.7072)));
        assertThat(flat.radiusDeg()).isEqualTo(1.0);
        assertThat(flat.action()).isEqualTo(Action.DOWNLOAD);
        assertThat(flat.source()).isEqualTo(SourcePreference.AUTO);
        assertThat(json("""
                                {'position': {'raDeg': 61.8186, 'decDeg': 3.7072},
                                 'catalogue': 'numaster', 'where': null, 'files': {}}
                                """)).isEqualTo(flat);
    }

    @Test
    void linksAreSaidInEitherForm() {
        String one = "target=x&catalogue=numaster";
        SearchRequest flat = flat(one + "&links=%23this,preview&links=http://www.ivoa.net/rdf/datalink/core%23error");

        assertThat(flat.links().words()).containsExactly("#this", "#preview", "#error");
        assertThat(json("{'target': 'x', 'catalogue': 'numaster', 'links': ['this', '#preview', 'error']}"))
                .isEqualTo(flat);
        assertThat(flat(one).links().words()).containsExactly("#this");
        assertThat(json("{'target': 'x', 'catalogue': 'numaster', 'links': []}")
                        .links()
                        .words())
                .containsExactly("none");
        for (String wrong : List.of("&links=prewiev", "&links=", "&links=all&links=this", "&links=proc")) {
            Problem refused = catchThrowableOfType(Problem.class, () -> flat(one + wrong));
            assertThat(refused.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
            assertThat(refused.members()).containsEntry("parameter", "links");
        }
    }

    @Test
    void theRequestAsToldCanBePostedAgain() {
        SearchRequest request = flat("target=Vela&catalogue=numaster&include=*.gz&where=a=1");

        byte[] told = ProblemResponses.json(request.toMap());

        assertThat(SearchJsonParser.read(told)).isEqualTo(request);
    }

    @Test
    void bothFormsSaySeveral() {
        SearchRequest flat = flat("target=3C+105&target=Vela&target=3C+105&catalogue=numaster&catalogue=chanmaster");

        assertThat(flat.targets()).containsExactly(Target.named("3C 105"), Target.named("Vela"));
        assertThat(flat.catalogues()).containsExactly("numaster", "chanmaster");
        assertThat(json("{'targets':['3C 105','Vela'],'catalogues':['numaster','chanmaster','numaster']}"))
                .isEqualTo(flat);
        assertThat(SearchJsonParser.read(ProblemResponses.json(flat.toMap()))).isEqualTo(flat);
        assertThat(flat.toMap()).doesNotContainKeys("target", "catalogue", "position");
    }

    @Test
    void oneOfAListIsAsIfItWereAlone() {
        assertThat(json("{'targets':['3C 105'],'catalogues':['numaster']}"))
                .isEqualTo(flat("target=3C+105&catalogue=numaster"));
        assertThat(json("{'targets':[{'raDeg':1,'decDeg':2}],'catalogue':'c'}"))
                .isEqualTo(flat("ra=1&dec=2&catalogue=c"));
    }

    @Test
    void aTargetMayHaveANameAndAPosition() {
        SearchRequest request =
                json("{'targets':[{'name':'here','raDeg':1.5,'decDeg':-2},{'name':'M 31'}],'catalogue':'c'}");

        assertThat(request.targets())
                .containsExactly(new Target("here", new SkyPosition(1.5, -2)), Target.named("M 31"));
        assertThat(SearchJsonParser.read(ProblemResponses.json(request.toMap())))
                .isEqualTo(request);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'target':'x','catalogue':'c','color':'red'}          | color
                    {'target':'x','catalogue':'c','radius':1}             | radius
                    {'Target':'x','catalogue':'c'}                        | Target
                    {'target':'x'}                                        | catalogue
                    {'catalogue':'c'}                                     | target
                    {}                                                    | target
                    {'target':'','catalogue':'c'}                         | target
                    {'target':7,'catalogue':'c'}                          | target
                    {'target':['x'],'catalogue':'c'}                      | target
                    {'target':'x','catalogue':'c','radiusDeg':'1'}        | radiusDeg
                    {'target':'x','catalogue':'c','radiusDeg':0}          | radiusDeg
                    {'target':'x','catalogue':'c','radiusDeg':-1}         | radiusDeg
                    {'target':'x','catalogue':'c','radiusDeg':180.1}      | radiusDeg
                    {'target':'x','catalogue':'c','radiusDeg':1e999}      | radiusDeg
                    {'target':'x','catalogue':'c','radiusDeg':true}       | radiusDeg
                    {'target':'x','catalogue':'c','where':5}              | where
                    {'target':'x','catalogue':'c','where':' '}            | where
                    {'target':'x','catalogue':'c','files':[]}             | files
                    {'target':'x','catalogue':'c','files':{'only':[]}}    | files.only
                    {'target':'x','catalogue':'c','files':{'include':'*'}}| files.include
                    {'target':'x','catalogue':'c','files':{'exclude':[1]}}| files.exclude
                    {'target':'x','catalogue':'c','action':'fetch'}       | action
                    {'target':'x','catalogue':'c','action':'Plan'}        | action
                    {'target':'x','catalogue':'c','source':'ftp'}         | source
                    {'position':{'raDeg':1},'catalogue':'c'}              | position.decDeg
                    {'position':{'raDeg':360,'decDeg':0},'catalogue':'c'} | position.raDeg
                    {'position':{'raDeg':1,'decDeg':-91},'catalogue':'c'} | position.decDeg
                    {'position':{'ra':1,'decDeg':0},'catalogue':'c'}      | position.ra
                    {'position':'1 2','catalogue':'c'}                    | position
                    {'target':'x','position':{'raDeg':1,'decDeg':1},'catalogue':'c'} | target
                    {'target':'x','targets':['y'],'catalogue':'c'}        | target
                    {'targets':[],'catalogue':'c'}                        | targets
                    {'targets':'x','catalogue':'c'}                       | targets
                    {'targets':['x',5],'catalogue':'c'}                   | targets[1]
                    {'targets':[' '],'catalogue':'c'}                     | target
                    {'targets':[{}],'catalogue':'c'}                      | targets[0]
                    {'targets':['x',{'raDeg':1}],'catalogue':'c'}         | targets[1].decDeg
                    {'targets':[{'raDeg':1,'decDeg':99}],'catalogue':'c'} | targets[0].decDeg
                    {'targets':[{'name':'x','ra':1}],'catalogue':'c'}     | targets[0].ra
                    {'target':'x','catalogue':'c','catalogues':['d']}     | catalogue
                    {'target':'x','catalogues':[]}                        | catalogue
                    {'target':'x','catalogues':'c'}                       | catalogues
                    {'target':'x','catalogues':['c','']}                  | catalogue
                    {'target':'x','target':'y','catalogue':'c'}           | body
                    {'target':'x','catalogue':'c'} {}                     | body
                    {'target':'x','catalogue':'c',}                       | body
                    {'target':'x'                                         | body
                    {'target':'x','catalogue':'c','radiusDeg':NaN}        | body
                    []                                                    | body
                    'x'                                                   | body
                    null                                                  | body
                    ``                                                    | body
                    target=x                                              | body
                    """)
    void aWrongBodyIsRefusedNamingTheField(String body, String field) {
        Problem problem = catchThrowableOfType(Problem.class, () -> json(body));

        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    target=x&catalogue=c&radius=0        | radius
                    target=x&catalogue=c&radius=181      | radius
                    target=x&catalogue=c&radius=wide     | radius
                    target=x&catalogue=c&radiusDeg=1     | radiusDeg
                    target=x&target=&catalogue=c         | target
                    target=x&catalogue=c&catalogue=      | catalogue
                    target=&catalogue=c                  | target
                    target=x                             | catalogue
                    catalogue=c                          | target
                    ra=1&catalogue=c                     | dec
                    dec=1&catalogue=c                    | ra
                    ra=361&dec=0&catalogue=c             | ra
                    ra=1&dec=90.01&catalogue=c           | dec
                    target=x&ra=1&dec=1&catalogue=c      | target
                    target=x&catalogue=c&action=         | action
                    target=x&catalogue=c&source=S3       | source
                    target=x&catalogue=c&include=        | include
                    target=a%00b&catalogue=c             | target
                    target=400+%2B3&catalogue=c          | target
                    target=M+31&target=61.8+-93.7&catalogue=c | target
                    target=x&catalogue=nu+master         | catalogue
                    target=x&catalogue=ivo://            | catalogue
                    target=x&catalogue=ftp://a/b         | catalogue
                    target=x&catalogue=http://u:p@a.b/c  | catalogue
                    """)
    void aWrongQueryIsRefusedNamingTheParameter(String query, String parameter) {
        Problem problem = catchThrowableOfType(Problem.class, () -> flat(query));

        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", parameter);
    }

    @Test
    void aConditionThatCannotBeReadIsRefusedWithItsPlaceInBothForms() {
        Problem inQuery = catchThrowableOfType(Problem.class, () -> flat("target=x&catalogue=c&where=a+<+<+1"));
        Problem inBody =
                catchThrowableOfType(Problem.class, () -> json("{'target':'x','catalogue':'c','where':'a < < 1'}"));

        assertThat(inQuery.kind()).isEqualTo(ProblemType.BAD_CONDITION);
        assertThat(inQuery.members()).containsEntry("position", 4);
        assertThat(inBody.members()).isEqualTo(inQuery.members());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'radiusDeg':NaN}", "{} {}", "[[[["})
    void whatIsWrongWithAJsonIsSaidToThoseWhoWriteIt(String body) {
        String deep = body.replace("[[[[", "[".repeat(2000));

        assertThat(catchThrowableOfType(Problem.class, () -> json(deep)).detail())
                .doesNotContain("`", "jackson", "Feature", "Constraints");
    }

    @Test
    void aHugeBodyIsRefusedUnread() {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> SearchJsonParser.read(new byte[SearchJsonParser.MOST_BYTES + 1]));

        assertThat(problem.kind().status()).isEqualTo(413);
    }

    @Test
    void deepNestingIsRefusedAndDoesNotOverflow() {
        String deep = "{'files':".repeat(20_000);

        Problem problem = catchThrowableOfType(Problem.class, () -> json(deep));

        assertThat(problem.members()).containsEntry("parameter", "body");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    abc                         | true
                    8e03978e-40d5-43e8-bc93     | true
                    a b                         | false
                    ä                           | false
                    """)
    void anIdempotencyKeyIsVisibleAscii(String key, boolean good) {
        if (good) {
            assertThat(IdempotencyKey.checked(key)).isEqualTo(key);
        } else {
            assertThat(catchThrowableOfType(Problem.class, () -> IdempotencyKey.checked(key)))
                    .isNotNull();
        }
        assertThat(IdempotencyKey.checked(null)).isNull();
    }
}
