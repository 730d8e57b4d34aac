package dev.voyage.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which path belongs to which service. */
final class Routes implements Endpoint {

    private final Map<String, Endpoint> byPrefix = new LinkedHashMap<>();

    /**
     * @param base where this server is, for the addresses in its documents
     */
    static Routes of(String base) {
        var catalogues = Catalogue.all();
        var tree = Tree.of(catalogues.values());
        var contents = new Contents();
        var sesame = new Sesame();
        var links = new Links(base, catalogues, tree, contents);
        var routes = new Routes();
        routes.byPrefix.put("/cgi-bin/nph-sesame/", sesame);
        routes.byPrefix.put("/viz-bin/nph-sesame/", sesame);
        routes.byPrefix.put("/tap/sync", new Regtap(base));
        routes.byPrefix.put("/xamin/vo/cone", new Cone(base, catalogues));
        routes.byPrefix.put("/xamin/vo/datalink", links);
        routes.byPrefix.put("/FTP/", new Ftp(base, tree, contents));
        routes.byPrefix.put("/s3/", new S3(tree, contents));
        routes.byPrefix.put("/xamin/", Pages::about);
        routes.byPrefix.put("/chaser/", Pages::about);
        routes.byPrefix.put("/W3Browse/", Pages::about);
        return routes;
    }

    @Override
    public Reply answer(Request request) {
        String path = request.rawPath();
        return byPrefix.entrySet().stream()
                .filter(route -> path.startsWith(route.getKey()))
                .findFirst()
                .map(route -> route.getValue().answer(request))
                .orElseGet(Reply::notFound);
    }
}
