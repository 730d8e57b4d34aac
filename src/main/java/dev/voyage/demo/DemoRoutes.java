package dev.voyage.demo;

import dev.voyage.demo.facts.DemoCatalogue;
import dev.voyage.demo.files.ContentCache;
import dev.voyage.demo.files.DemoBucket;
import dev.voyage.demo.files.DemoFileServer;
import dev.voyage.demo.files.DemoFileTree;
import dev.voyage.demo.regtap.DemoRegtap;
import dev.voyage.demo.server.DemoEndpoint;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.tap.DemoTap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Routes paths to services. */
final class DemoRoutes implements DemoEndpoint {

    private final Map<String, DemoEndpoint> byPrefix = new LinkedHashMap<>();

    /**
     * @param base the address of this server, for the links in its documents
     */
    static DemoRoutes of(String base) {
        var catalogues = DemoCatalogue.all();
        var tree = DemoFileTree.of(catalogues.values());
        var contents = new ContentCache();
        var sesame = new DemoSesame();
        var links = new DemoDatalink(base, catalogues, tree, contents);
        var routes = new DemoRoutes();
        routes.byPrefix.put("/cgi-bin/nph-sesame/", sesame);
        routes.byPrefix.put("/viz-bin/nph-sesame/", sesame);
        routes.byPrefix.put("/tap/sync", new DemoRegtap(base));
        routes.byPrefix.put("/xamin/vo/tap/", new DemoTap(catalogues, base));
        var cones = new DemoConeSearch(base, catalogues);
        routes.byPrefix.put("/xamin/vo/cone", cones);
        routes.byPrefix.put("/xamin/vo/scs2", new DemoConeSearchTwo(cones, catalogues));
        var data = new DemoDataRows(catalogues.get("numaster"));
        routes.byPrefix.put("/xamin/vo/sia2", new DemoImageSearch(base, data, tree, contents));
        routes.byPrefix.put("/xamin/vo/ssa1", new DemoSpectrumSearch(base, data));
        routes.byPrefix.put("/xamin/vo/datalink", links);
        routes.byPrefix.put("/FTP/", new DemoFileServer(base, tree, contents));
        routes.byPrefix.put("/s3/", new DemoBucket(tree, contents));
        routes.byPrefix.put("/xamin/", DemoLandingPages::about);
        routes.byPrefix.put("/chaser/", DemoLandingPages::about);
        routes.byPrefix.put("/W3Browse/", DemoLandingPages::about);
        return routes;
    }

    @Override
    public DemoReply answer(DemoRequest request) {
        String path = request.rawPath();
        return byPrefix.entrySet().stream()
                .filter(route -> path.startsWith(route.getKey()))
                .findFirst()
                .map(route -> route.getValue().answer(request))
                .orElseGet(DemoReply::notFound);
    }
}
