package ai.thinkheads.phoenix.lab;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each class of tests a lab, or says why there is none. */
final class LabExtension implements ExecutionCondition, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(LabExtension.class);
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Requirements.missing()
        .map(LabExtension::skipped)
        .orElse(ConditionEvaluationResult.enabled("there can be a lab"));
  }

  private static ConditionEvaluationResult skipped(String why) {
    if (!TOLD.getAndSet(true)) {
      System.err.println("skipping tests with real containers: " + why);
    }
    return ConditionEvaluationResult.disabled(why);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(Lab.class);
  }

  @Override
  public Lab resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext ofClass =
        context.getParent().filter(parent -> parent.getTestClass().isPresent()).orElse(context);
    return ofClass
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Lab.class, type -> Lab.start(), Lab.class);
  }
}
