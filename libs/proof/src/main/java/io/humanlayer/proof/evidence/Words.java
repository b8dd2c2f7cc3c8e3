package io.humanlayer.proof.evidence;

/// What the page says, in one language.
enum Words {
  FRENCH("fr"),
  ENGLISH("en");

  private final String language;

  Words(String language) {
    this.language = language;
  }

  String language() {
    return language;
  }

  String title() {
    return in("Dossier de preuve d'une décision", "Evidence of a decision");
  }

  String outcome(String outcome) {
    return switch (outcome) {
      case "APPROVED" -> in("Décision : approuvée", "Decision: approved");
      case "REJECTED" -> in("Décision : refusée", "Decision: rejected");
      default -> in("Décision : ", "Decision: ") + outcome;
    };
  }

  String basis(String basis) {
    return switch (basis) {
      case "POLICY" ->
          in(
              "Par la règle seule : aucun humain n'a été consulté.",
              "By policy alone: no human was asked.");
      case "SENTINEL" ->
          in(
              "Par le verdict d'humains habilités (Sentinelles).",
              "By the verdicts of accredited humans (Sentinels).");
      case "GRANT" ->
          in(
              "En vertu d'une autorisation donnée par une Sentinelle.",
              "Under a standing grant that a Sentinel had given.");
      case "TIMEOUT" -> in("Faute de décision dans le délai.", "Because nobody decided in time.");
      default -> in("Fondement : ", "Basis: ") + basis;
    };
  }

  String verdict(String verdict) {
    return switch (verdict) {
      case "APPROVE" -> in("a approuvé", "approved");
      case "REJECT" -> in("a refusé", "rejected");
      default -> verdict;
    };
  }

  String assurance(String assurance) {
    return switch (assurance) {
      case "key" -> in("reconnue par sa clé", "known by their key");
      case "session" -> in("reconnue par une session", "known by a session");
      case "passkey" -> in("signature par clé d'accès", "signed with a passkey");
      default -> assurance;
    };
  }

  String organisation() {
    return in("Organisation", "Organisation");
  }

  String request() {
    return in("Demande", "Request");
  }

  String agent() {
    return in("Agent", "Agent");
  }

  String operation() {
    return in("Opération", "Operation");
  }

  String action() {
    return in("Empreinte de l'action", "Digest of the action");
  }

  String decidedAt() {
    return in("Décidée le (UTC)", "Decided at (UTC)");
  }

  String rules() {
    return in("Règles appliquées", "Rules applied");
  }

  String sentinels() {
    return in("Sentinelles", "Sentinels");
  }

  String proof() {
    return in("Preuve", "Proof");
  }

  String log() {
    return in("Journal", "Log");
  }

  String entry() {
    return in("Entrée / taille", "Entry / size");
  }

  String root() {
    return in("Racine signée", "Signed root");
  }

  String key() {
    return in("Clé du journal", "Key of the log");
  }

  String cosigners() {
    return in("Contresignatures", "Cosignatures");
  }

  String stamp() {
    return in("Horodatage", "Time stamp");
  }

  String noStamp() {
    return in(
        "Aucun horodatage ne couvre encore cette décision.",
        "No time stamp covers this decision yet.");
  }

  String untrustedStamp() {
    return in(
        "L'horodatage vient de l'horloge de l'installation elle-même : il n'est pas de confiance et"
            + " ne prouve pas la date.",
        "The time stamp is by the installation's own clock: it is not trusted and does not prove"
            + " the date.");
  }

  String howToCheck() {
    return in(
        "Cette page résume les autres fichiers du dossier et ne prouve rien par elle-même."
            + " VERIFY.md explique comment les vérifier avec des outils indépendants. Comparez la"
            + " clé du journal à celle que l'organisation publie.",
        "This page sums up the other files of the package and proves nothing by itself. VERIFY.md"
            + " explains how to check them with independent tools. Compare the key of the log with"
            + " the one the organisation publishes.");
  }

  private String in(String french, String english) {
    return switch (this) {
      case FRENCH -> french;
      case ENGLISH -> english;
    };
  }
}
