package dev.voyage.cli.options;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands of {@code voyage}. */
@Command(
        name = "voyage",
        description = {
            "Search the Virtual Observatory for an object and download everything that belongs to it, live.",
            "Without a command, voyage serves the HTTP API."
        },
        subcommands = {
            SearchOptions.class,
            ResolveOptions.class,
            CataloguesOptions.class,
            DiscoverOptions.class,
            ColumnsOptions.class,
            VerifyOptions.class,
            StoreOptions.Export.class,
            StoreOptions.Import.class,
            ServeOptions.class,
            RemoteOptions.Listing.class,
            RemoteOptions.Show.class,
            RemoteOptions.Watch.class,
            RemoteOptions.Pause.class,
            RemoteOptions.Resume.class,
            RemoteOptions.Retry.class,
            RemoteOptions.Rename.class,
            RemoteOptions.Cancel.class,
            RemoteOptions.Delete.class,
            RemoteOptions.Open.class
        },
        footer = {
            "",
            "Examples:",
            "  voyage search \"3C 105\" --catalogue numaster --where \"exposure_a <= 10000\" --demo",
            "  voyage serve --demo",
            "  voyage search --help"
        })
public final class VoyageOptions {

    @Mixin
    public CommonOptions common;
}
