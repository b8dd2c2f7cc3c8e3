package io.humanlayer.standalone.system;

import io.humanlayer.standalone.provision.Connectors;
import io.humanlayer.standalone.provision.Journal;
import io.humanlayer.standalone.provision.ProvisionFailure;
import java.util.Collection;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Starts relays again that have given up, for example because the database was away too long.
record RelayWatch(Connectors connectors, Collection<Journal> journals) implements Runnable {

  private static final Logger LOG = Logger.getLogger(RelayWatch.class.getName());

  @Override
  public void run() {
    try {
      for (var journal : journals) {
        if (connectors.revive(journal)) {
          LOG.warning("the relay of " + journal.service() + " had given up; started again");
        }
      }
    } catch (ProvisionFailure e) {
      LOG.log(Level.FINE, "Connect does not answer", e);
    }
  }
}
