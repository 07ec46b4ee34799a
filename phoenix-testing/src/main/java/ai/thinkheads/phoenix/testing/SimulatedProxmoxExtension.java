package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes the nodes that {@link SimulatedProxmox} promises. */
public final class SimulatedProxmoxExtension implements ParameterResolver, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(SimulatedProxmoxExtension.class);

  /** For JUnit, which finds it by the annotation. */
  public SimulatedProxmoxExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return test.getTestMethod().isPresent()
        && (type == SimulatedHost.class || type == Hypervisor.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    SimulatedHost host =
        test.getStore(NAMESPACE)
            .getOrComputeIfAbsent(SimulatedHost.class, type -> fresh(test), SimulatedHost.class);
    return parameter.getParameter().getType() == SimulatedHost.class
        ? host
        : ProxmoxHypervisor.over(host.shell());
  }

  @Override
  public void afterEach(ExtensionContext test) {
    Optional.ofNullable(test.getStore(NAMESPACE).get(SimulatedHost.class, SimulatedHost.class))
        .ifPresent(SimulatedHost::checkInvariants);
  }

  private static SimulatedHost fresh(ExtensionContext test) {
    SimulatedHost host = SimulatedHost.inMemory();
    preparedFor(test).map(SimulatedProxmoxExtension::infrastructure).ifPresent(host::prepareFor);
    return host;
  }

  /** What the method says counts more than what its class says. */
  private static Optional<Class<?>> preparedFor(ExtensionContext test) {
    return AnnotationSupport.findAnnotation(test.getTestMethod(), SimulatedProxmox.class)
        .or(
            () ->
                AnnotationSupport.findAnnotation(
                    test.getRequiredTestClass(),
                    SimulatedProxmox.class,
                    test.getEnclosingTestClasses()))
        .<Class<?>>map(SimulatedProxmox::preparedFor)
        .filter(definition -> definition != void.class);
  }

  private static Infrastructure infrastructure(Class<?> definition) {
    try {
      return (Infrastructure) definition.getMethod("infrastructure").invoke(null);
    } catch (InvocationTargetException e) {
      throw new ExtensionConfigurationException(
          definition.getName() + ".infrastructure() fails: " + e.getCause().getMessage(),
          e.getCause());
    } catch (ReflectiveOperationException | ClassCastException | NullPointerException e) {
      throw new ExtensionConfigurationException(
          definition.getName()
              + " cannot be prepared for; give it a method public static Infrastructure"
              + " infrastructure()",
          e);
    }
  }
}
