package ai.thinkheads.phoenix.proxmox.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.DefaultKeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.PasswordChangeRequiredException;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;

/** An SSH server that knows passwords, which a real one would take from this machine's users. */
final class PasswordServer implements AutoCloseable {

  /** How it asks for the password. */
  enum Method {
    PASSWORD,
    KEYBOARD_INTERACTIVE;

    private UserAuthFactory factory() {
      return switch (this) {
        case PASSWORD -> UserAuthPasswordFactory.INSTANCE;
        case KEYBOARD_INTERACTIVE -> UserAuthKeyboardInteractiveFactory.INSTANCE;
      };
    }
  }

  private final SshServer server;
  private final String hostKey;

  private PasswordServer(SshServer server, String hostKey) {
    this.server = server;
    this.hostKey = hostKey;
  }

  static PasswordServer start(BiPredicate<String, String> isRight, Method... methods) {
    try {
      var key = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
      SshServer server = SshServer.setUpDefaultServer();
      server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
      server.setKeyPairProvider(KeyPairProvider.wrap(key));
      server.setUserAuthFactories(
          List.of(methods).stream().map(Method::factory).collect(Collectors.toList()));
      server.setPasswordAuthenticator((user, password, session) -> isRight.test(user, password));
      server.setKeyboardInteractiveAuthenticator(DefaultKeyboardInteractiveAuthenticator.INSTANCE);
      server.setCommandFactory((channel, line) -> new Done());
      server.start();
      return new PasswordServer(server, PublicKeyEntry.toString(key.getPublic()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets users in who may then run nothing. */
  void refuseCommands() {
    server.setCommandFactory(null);
  }

  /** Asks with those words, and takes every answer that is right. */
  void askFor(String prompt, Predicate<String> isRight) {
    server.setKeyboardInteractiveAuthenticator(
        new KeyboardInteractiveAuthenticator() {
          @Override
          public InteractiveChallenge generateChallenge(
              ServerSession session, String user, String language, String submethods) {
            InteractiveChallenge challenge = new InteractiveChallenge();
            challenge.setLanguageTag(language);
            challenge.addPrompt(prompt, false);
            return challenge;
          }

          @Override
          public boolean authenticate(ServerSession session, String user, List<String> answers) {
            return isRight.test(answers.get(0));
          }
        });
  }

  /** Takes no password any more, but asks for a new one. */
  void expirePasswords() {
    server.setPasswordAuthenticator(
        (user, password, session) -> {
          throw new PasswordChangeRequiredException("expired", "Choose a new one", "en");
        });
  }

  String target() {
    return "root@127.0.0.1:" + server.getPort();
  }

  /** Options with no key, no agent, nobody to ask. */
  SshOptions options(Path directory, Map<String, String> environment) {
    Path known = directory.resolve("known_hosts");
    OpenSshServer.write(known, "[127.0.0.1]:" + server.getPort() + " " + hostKey + "\n");
    return SshOptions.of(environment, directory, "root").withKnownHosts(known);
  }

  void disconnectAll() {
    server.getActiveSessions().forEach(session -> session.close(true));
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command that succeeds at once. */
  private static final class Done implements Command {

    private Optional<ExitCallback> exit = Optional.empty();

    @Override
    public void start(ChannelSession channel, Environment environment) {
      exit.ifPresent(callback -> callback.onExit(0));
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
      exit = Optional.of(callback);
    }

    @Override
    public void setInputStream(InputStream in) {}

    @Override
    public void setOutputStream(OutputStream out) {}

    @Override
    public void setErrorStream(OutputStream err) {}

    @Override
    public void destroy(ChannelSession channel) {}
  }
}
