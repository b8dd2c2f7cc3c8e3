package io.humanlayer.demo;

import java.util.List;

/// One request of the demo and how it should end.
///
/// @param title what the agent wants, in a few words
/// @param request the body of the request, JSON
/// @param script who decides if Arbitrium is reached; empty where policy must decide alone
/// @param status the status that must come out
public record Story(String title, String request, List<Line> script, String status) {

  /// What one Sentinel does with the case.
  public record Line(String sentinel, String verdict, String reason) {}

  public Story {
    script = List.copyOf(script);
  }

  /// The eight requests of the seeds' cases.
  public static List<Story> all() {
    return List.of(
        new Story(
            "fetch the weather in Bari",
            """
            {"operation":"fetch_weather","arguments":{"city":"Bari"}}""",
            List.of(),
            "approved"),
        new Story(
            "transfer 900 EUR to a supplier",
            """
            {"operation":"transfer_money","summary":"Monthly hosting",
             "arguments":{"amount":"900.00","currency":"EUR","iban":"IT60X0542811101000000123456",
                          "recipient":"Puglia Hosting"}}""",
            List.of(),
            "approved"),
        new Story(
            "transfer 1,500 EUR to a supplier",
            """
            {"operation":"transfer_money","summary":"Invoice 4711, due tomorrow","confidence":0.93,
             "arguments":{"amount":"1500.00","currency":"EUR","iban":"IT60X0542811101000000123456",
                          "recipient":"Puglia Hosting","memo":"invoice 4711"}}""",
            List.of(new Story.Line("ada", "approve", "Known supplier, invoice 4711 checked")),
            "approved"),
        new Story(
            "send an e-mail to every customer",
            """
            {"operation":"send_email","summary":"Spring campaign",
             "arguments":{"to":["customers@acme.example"],"subject":"Spring sale",
                          "body":"Everything must go."}}""",
            List.of(new Story.Line("ada", "reject", "The price list in it is not released yet")),
            "rejected"),
        new Story(
            "pay an invoice of 8,200 EUR",
            """
            {"operation":"pay_invoice","summary":"Quarterly audit",
             "arguments":{"amount":"8200.00","currency":"EUR","supplier":"Audit Nord",
                          "invoice":"2026-118","purchase_order":"PO-77"}}""",
            List.of(
                new Story.Line("elena", "approve", "Within the audit budget of the quarter"),
                new Story.Line("ada", "approve", "Invoice and order compared")),
            "approved"),
        new Story(
            "transfer 12,000 EUR (four eyes)",
            """
            {"operation":"transfer_money","summary":"Advance for the new press",
             "arguments":{"amount":"12000.00","currency":"EUR","iban":"DE89370400440532013000",
                          "recipient":"Pressenbau GmbH"}}""",
            List.of(
                new Story.Line("ada", "approve", "Contract 2026-9 asks for this advance"),
                new Story.Line("ben", "approve", "IBAN compared with the signed contract")),
            "approved"),
        new Story(
            "delete a virtual machine and a backup",
            """
            {"operation":"delete_resources","summary":"Clean up the test environment",
             "arguments":{"environment":"test","resources":["vm/17","backup/7"]}}""",
            List.of(),
            "rejected"),
        new Story(
            "launch a rocket (nobody declared that operation)",
            """
            {"operation":"rocket.launch","arguments":{"pad":"39A"}}""",
            List.of(new Story.Line("ben", "reject", "We have no rocket")),
            "rejected"));
  }
}
