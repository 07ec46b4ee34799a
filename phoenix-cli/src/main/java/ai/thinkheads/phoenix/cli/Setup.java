package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;

/**
 * What a command-line program is made for.
 *
 * @param source where its definition comes from
 * @param features the features that definitions can use
 * @param nodes how nodes are reached
 */
record Setup(DefinitionSource source, FeatureCatalog features, Nodes nodes) {}
