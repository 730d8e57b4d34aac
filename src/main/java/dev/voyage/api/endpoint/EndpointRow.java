package dev.voyage.api.endpoint;

import dev.voyage.api.endpoint.ApiEndpoint.Access;
import dev.voyage.api.endpoint.ApiEndpoint.Handler;
import dev.voyage.api.endpoint.ApiEndpoint.Permit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The columns of a line of the endpoint table during its construction. */
final class EndpointRow {

    final PathTemplate path;
    final Handler handler;
    final Set<String> methods = new TreeSet<>();
    List<String> produces = List.of();
    List<String> consumes = List.of();
    Access access = Access.CALLER;
    Permit permit = Permit.NONE;
    boolean ticket;
    boolean namesSearches;
    boolean startsSearch;
    boolean redirects;
    String link;

    private EndpointRow(Handler handler, PathTemplate path, String... methods) {
        this.handler = handler;
        this.path = path;
        this.methods.addAll(List.of(methods));
        this.methods.add("OPTIONS");
        if (this.methods.contains("GET")) {
            this.methods.add("HEAD");
        }
        if (path.text().contains("{id}")) {
            access = Access.OWNER;
        }
    }

    static EndpointRow route(String path, String... methods) {
        return new EndpointRow(Handler.ROUTE, PathTemplate.of(path), methods);
    }

    static EndpointRow resource(String path, String... methods) {
        return new EndpointRow(Handler.RESOURCE, PathTemplate.of(path), methods);
    }

    /** Static files and endpoints of Quarkus itself; open to all clients unless configured otherwise. */
    static EndpointRow assets(PathTemplate path) {
        return new EndpointRow(Handler.ASSET, path, "GET").open();
    }

    /** An endpoint of an extension of Quarkus that is behind the guard like the API. */
    static EndpointRow extension(String path, String... methods) {
        return new EndpointRow(Handler.ASSET, PathTemplate.of(path), methods);
    }

    EndpointRow produces(String... types) {
        produces = List.of(types);
        return this;
    }

    EndpointRow consumes(String... types) {
        consumes = List.of(types);
        return this;
    }

    EndpointRow open() {
        access = Access.OPEN;
        return this;
    }

    EndpointRow metrics() {
        access = Access.METRICS;
        return this;
    }

    EndpointRow takes(Permit kind) {
        permit = kind;
        return this;
    }

    EndpointRow ticket() {
        ticket = true;
        return this;
    }

    EndpointRow namesSearches() {
        namesSearches = true;
        return this;
    }

    EndpointRow startsSearch() {
        startsSearch = true;
        return this;
    }

    EndpointRow redirects() {
        redirects = true;
        return this;
    }

    EndpointRow link(String name) {
        link = name;
        return this;
    }
}
