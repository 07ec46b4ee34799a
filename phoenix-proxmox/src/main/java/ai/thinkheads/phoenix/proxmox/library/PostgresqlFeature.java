package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;

/** The PostgreSQL server of the distribution. Databases and roles are made and never removed. */
public final class PostgresqlFeature extends LibraryFeature {

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public PostgresqlFeature() {
    super(
        "postgresql",
        "the PostgreSQL server of the distribution, with a database and its owner",
        Guide.installing("postgresql")
            .port("5432/tcp", "PostgreSQL")
            .file("/etc/postgresql/VERSION/main/conf.d/phoenix.conf", "its settings")
            .file("/etc/postgresql/VERSION/main/pg_hba.conf", "a block of lines for the networks")
            .file("/var/lib/postgresql", "its data")
            .version("that of the distribution")
            .tested(IN_CONTAINERS),
        Parameter.text(
                "listen",
                "[0-9A-Za-z.:*, _-]+",
                "addresses with commas between them, or *",
                "the addresses that it listens on")
            .orElse("localhost"),
        Parameter.whole("port", 1, 65535, "the port that it listens on").orElse(5432),
        Parameter.text(
                "database",
                "([a-z_][a-z0-9_]{0,62})?",
                "a name of small letters, digits and '_'",
                "a database that there shall be; nothing for none")
            .orEmpty(),
        Parameter.text(
                "user",
                "([a-z_][a-z0-9_]{0,62})?",
                "a name of small letters, digits and '_'",
                "the role that owns it; the database's name by default")
            .orEmpty(),
        Parameter.text(
                "password",
                "[^\\p{Cntrl}]*",
                "a text of one line",
                "the role's password; nothing leaves it as it is")
            .orEmpty(),
        Parameter.texts("networks", "networks from which clients may log in, like 10.0.0.0/24")
            .orEmpty(),
        Parameter.whole("max_connections", 1, 10000, "how many clients there may be at once")
            .orElse(100),
        Parameter.text(
                "shared_buffers",
                "[1-9][0-9]*(kB|MB|GB)",
                "a number with kB, MB or GB",
                "the memory that it shares among its processes")
            .orElse("128MB"));
  }
}
