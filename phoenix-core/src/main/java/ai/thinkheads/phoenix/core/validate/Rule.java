package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.stream.Stream;

/**
 * Something that must be true of every infrastructure. Named as that truth, like {@code
 * VmidsAreUnique}.
 *
 * <p>Problems name what they are about by JSON path, like {@code lxc_configs.950.clone_from_ctid},
 * so that a file's reader can say where that is. Rules do no input or output.
 */
@FunctionalInterface
public interface Rule {

  /** All places where the infrastructure breaks this rule. */
  Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog);
}
