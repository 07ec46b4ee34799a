package ai.thinkheads.phoenix.proxmox.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** JSch's own log, which goes to SLF4J at debug whatever JSch thinks of it. */
final class JschLog implements Logger {

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(JSch.class);

  @Override
  public boolean isEnabled(int level) {
    return LOG.isDebugEnabled();
  }

  @Override
  public void log(int level, String message) {
    LOG.debug("{}", message);
  }

  @Override
  public void log(int level, String message, @Nullable Throwable cause) {
    LOG.debug("{}", message, cause);
  }
}
