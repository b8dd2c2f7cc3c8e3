package io.humanlayer.notifier.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.notifier.core.webhook.WebhookKeys;

/// The keys of each organisation; made when they are first asked for.
public interface WebhookKeyring {

  WebhookKeys of(OrganisationId org);
}
