package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.core.text.Words;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchSessionDisconnectException;
import java.io.InterruptedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says in one message what kept a login from succeeding, and what to do. */
final class LoginFailure {

  private static final Pattern REFUSED =
      Pattern.compile("(?:Auth (?:fail|cancel)|USERAUTH fail)(?: for methods '(.*)')?.*");

  /** What JSch's exception means. */
  static ShellException explain(JSchException e, SshHost host, LoginAttempts attempts) {
    Matcher refused = REFUSED.matcher(String.valueOf(e.getMessage()));
    if (refused.matches()) {
      String methods = refused.group(1) == null ? "" : ", it accepts " + refused.group(1);
      return notLetIn(host.where() + " does not let " + host.user() + " in" + methods, attempts, e);
    }
    if (e instanceof JSchSessionDisconnectException goodbye) {
      return disconnected(goodbye, host, attempts);
    }
    if (e instanceof JSchAlgoNegoFailException disagreement) {
      return new HostUnreachableException(
          host.where()
              + " and this program have no algorithm in common for "
              + disagreement.getAlgorithmName()
              + ": the server offers "
              + disagreement.getServerProposal(),
          "let sshd on the host offer its default algorithms",
          e);
    }
    if (causes(e).anyMatch(InterruptedIOException.class::isInstance)) {
      return new HostUnreachableException(
          host.where()
              + ": connected, but no answer within "
              + Words.duration(host.connectTimeout()),
          "check that an SSH server listens there and is not overloaded",
          e);
    }
    return new HostUnreachableException(
        host.where() + ": the connection was closed before the login was done: " + reason(e),
        "check that it is an SSH server, and look for the reason in the log of sshd there"
            + " (journalctl -u ssh): MaxStartups, AllowUsers, or fail2ban",
        e);
  }

  private static ShellException disconnected(
      JSchSessionDisconnectException goodbye, SshHost host, LoginAttempts attempts) {
    if (goodbye.getDescription().contains("authentication failures")) {
      return new AuthenticationFailedException(
          host.where() + ": the server counted too many failed logins; " + attempts,
          "name the right key with IdentityFile and IdentitiesOnly yes in the SSH configuration",
          goodbye);
    }
    return new HostUnreachableException(
        host.where() + ": the server ended the connection: " + goodbye.getDescription(),
        "look for the reason in the log of sshd there (journalctl -u ssh)",
        goodbye);
  }

  private static ShellException notLetIn(String message, LoginAttempts attempts, JSchException e) {
    return new AuthenticationFailedException(
        message + "; " + attempts,
        "put a public key into the user's authorized_keys there (ssh-copy-id), load the private one"
            + " into the agent (ssh-add) or name it with IdentityFile, or set "
            + SshOptions.PASSWORD_VARIABLE,
        e);
  }

  private static String reason(Throwable e) {
    return causes(e)
        .reduce((outer, inner) -> inner)
        .map(Throwable::getMessage)
        .orElse("no reason given");
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
  }

  private LoginFailure() {}
}
