package ai.thinkheads.phoenix.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

/** The architecture as facts, over all modules. */
@AnalyzeClasses(
    packages = "ai.thinkheads.phoenix",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String ROOT = "ai.thinkheads.phoenix";
  private static final String CORE = ROOT + ".core";

  @ArchTest
  static final ArchRule model_knows_nothing_else_of_ours =
      noClasses()
          .that()
          .resideInAPackage(CORE + ".model..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(CORE + ".model..")));

  @ArchTest
  static final ArchRule graph_knows_nothing_else_of_ours =
      noClasses()
          .that()
          .resideInAPackage(CORE + ".graph..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(CORE + ".graph..")));

  @ArchTest
  static final ArchRule packages_of_core_look_in_one_direction =
      slices().matching(CORE + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule modules_look_in_one_direction =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule only_json_knows_jackson =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "..")
          .and()
          .resideOutsideOfPackage(CORE + ".json..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule only_ssh_knows_jsch =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "..")
          .and()
          .resideOutsideOfPackage(ROOT + ".proxmox.ssh..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.jcraft.jsch..");

  @ArchTest
  static final ArchRule only_the_command_line_prints =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "..")
          .and()
          .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".examples..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule rules_and_plans_do_nothing_but_compute =
      noClasses()
          .that()
          .resideInAnyPackage(CORE + ".validate..", CORE + ".plan..", CORE + ".graph..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              Clock.class,
              Instant.class,
              Random.class,
              SecureRandom.class,
              Files.class,
              Thread.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.file..", "java.util.concurrent..");

  @ArchTest
  static final ArchRule guava_does_not_leak_out_of_public_methods =
      classes()
          .that()
          .resideInAPackage(CORE + "..")
          .should(PublicSignatures.beFreeOf("com.google.common", "inet.ipaddr", "com.fasterxml"));
}
