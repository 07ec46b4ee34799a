package ai.thinkheads.phoenix.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test a fresh simulated Proxmox node, and checks after each test that the node is in a
 * state that a node can be in.
 *
 * <p>A test that has a parameter of type {@link ai.thinkheads.phoenix.testing.sim.SimulatedHost}
 * gets the node, one of type {@link ai.thinkheads.phoenix.core.run.Hypervisor} gets that same node
 * the way plans are run on it; so do the methods that run before and after each test.
 *
 * <pre>
 * &#64;SimulatedProxmox(preparedFor = AiLab.class)
 * class AiLabTest {
 *   &#64;Test
 *   void one_apply_is_enough(Hypervisor pve) {
 *     ...
 *   }
 * }
 * </pre>
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(SimulatedProxmoxExtension.class)
public @interface SimulatedProxmox {

  /**
   * A class with a public static method {@code infrastructure()}: the node has the storages,
   * bridges, images and devices that this infrastructure takes for granted. A freshly installed
   * node by default.
   */
  Class<?> preparedFor() default void.class;
}
