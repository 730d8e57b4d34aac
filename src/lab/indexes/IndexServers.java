import java.io.File;
import java.nio.file.Path;

/** IndexServers KIND PORT ROOT: Java's servers with index pages. */
class IndexServers {

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        String root = arguments[2];
        switch (arguments[0]) {
            case "undertow" -> undertow(port, root);
            case "tomcat" -> tomcat(port, root);
            case "jetty" -> jetty(port, root);
            case "jetty-servlet" -> servlet(port, root);
            case "vertx" -> vertx(port, root);
            case "nanohttpd" ->
                new fi.iki.elonen.SimpleWebServer("127.0.0.1", port, new File(root), true)
                        .start(5000, false);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void undertow(int port, String root) {
        var files = new io.undertow.server.handlers.resource.PathResourceManager(Path.of(root));
        var handler = new io.undertow.server.handlers.resource.ResourceHandler(files).setDirectoryListingEnabled(true);
        io.undertow.Undertow.builder().addHttpListener(port, "127.0.0.1").setHandler(handler).build().start();
    }

    private static void tomcat(int port, String root) throws Exception {
        var tomcat = new org.apache.catalina.startup.Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir") + "/tomcat-" + port);
        tomcat.getConnector().setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        var context = tomcat.addContext("", root);
        var servlet = org.apache.catalina.startup.Tomcat.addServlet(
                context, "default", new org.apache.catalina.servlets.DefaultServlet());
        servlet.addInitParameter("listings", "true");
        context.addServletMappingDecoded("/", "default");
        tomcat.start();
        tomcat.getServer().await();
    }

    private static void jetty(int port, String root) throws Exception {
        var server = new org.eclipse.jetty.server.Server(new java.net.InetSocketAddress("127.0.0.1", port));
        var handler = new org.eclipse.jetty.server.handler.ResourceHandler();
        handler.setBaseResource(org.eclipse.jetty.util.resource.ResourceFactory.of(handler).newResource(Path.of(root)));
        handler.setDirAllowed(true);
        server.setHandler(handler);
        server.start();
    }

    private static void servlet(int port, String root) throws Exception {
        var server = new org.eclipse.jetty.server.Server(new java.net.InetSocketAddress("127.0.0.1", port));
        var context = new org.eclipse.jetty.ee10.servlet.ServletContextHandler();
        context.setContextPath("/");
        context.setBaseResourceAsPath(Path.of(root));
        var files = context.addServlet(org.eclipse.jetty.ee10.servlet.DefaultServlet.class, "/");
        files.setInitParameter("dirAllowed", "true");
        server.setHandler(context);
        server.start();
    }

    private static void vertx(int port, String root) {
        var vertx = io.vertx.core.Vertx.vertx();
        var router = io.vertx.ext.web.Router.router(vertx);
        router.route()
                .handler(io.vertx.ext.web.handler.StaticHandler.create(
                                io.vertx.ext.web.handler.FileSystemAccess.ROOT, root)
                        .setDirectoryListing(true)
                        .setIncludeHidden(true));
        vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
    }
}
