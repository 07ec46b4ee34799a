package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks an infrastructure against all rules, and tells all problems at once. */
public final class Validator {

  private static final List<Rule> STANDARD =
      List.of(
          new NamesAreUnique(),
          new AddressesAreUnique(),
          new MacsAreUnique(),
          new AddressesFitTheirNetwork(),
          new CloneSourcesTakeASnapshot(),
          new DependenciesExist(),
          new NothingNeedsItself(),
          new ClonesAreLikeTheirSource(),
          new MountsFit(),
          new QuotasNeedPrivilege(),
          new RowsFitTheContainer(),
          new DevicesAreGivenOnce(),
          new IdMappingsAreDisjoint(),
          new FlagsFitTheContainer(),
          new FirewallsLetSomethingIn(),
          new FeaturesAreKnown());

  private final FeatureCatalog catalog;
  private final List<Rule> rules;

  private Validator(FeatureCatalog catalog, List<Rule> rules) {
    this.catalog = catalog;
    this.rules = rules;
  }

  /** A validator with Phoenix's own rules; features and scripts are looked for in that catalog. */
  public static Validator of(FeatureCatalog catalog) {
    return new Validator(catalog, STANDARD);
  }

  /** The same with a user's own rules after those it has. */
  public Validator with(Rule... more) {
    return new Validator(catalog, Stream.concat(rules.stream(), Stream.of(more)).toList());
  }

  /** Checks an infrastructure. */
  public Validation validate(Infrastructure infrastructure) {
    List<Problem> problems =
        rules.stream().flatMap(rule -> rule.check(infrastructure, catalog)).toList();
    boolean valid = problems.stream().noneMatch(Problem::isError);
    return new Validation(
        problems,
        valid ? Optional.of(new ValidInfrastructure(infrastructure, catalog)) : Optional.empty());
  }
}
