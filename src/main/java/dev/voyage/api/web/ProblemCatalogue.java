package dev.voyage.api.web;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All types of problems, in the order of their statuses. */
@RegisterForReflection
@Schema(name = "ProblemTypes", description = "All types of problems")
public record ProblemCatalogue(List<ProblemHelp> problems) {}
