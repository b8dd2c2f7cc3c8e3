package io.humanlayer.testkit.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Each rule fails on the classes planted against it, names itself, and names each of them.
class ServiceRulesBiteTest {

  @Test
  void D1_bites_a_framework_in_core() {
    bites(
        "d1",
        "D1 ",
        ServiceRules::D1_core_uses_only_the_jdk_kernel_proof_and_jspecify,
        "UsesAFramework");
  }

  @Test
  void D2_bites_clock_chance_files_threads_and_environment() {
    bites(
        "d2",
        "D2 ",
        ServiceRules::D2_core_has_no_clock_chance_io_or_threads,
        "ReadsTheClock",
        "ReadsChance",
        "ReadsAFile",
        "StartsAThread",
        "ReadsTheEnvironment");
  }

  @Test
  void D3_bites_a_cycle_of_features() {
    bites("d3", "D3 ", ServiceRules::D3_features_of_core_form_no_cycle, "First", "Second");
  }

  @Test
  void D4_bites_an_open_command_and_an_event_that_is_no_record() {
    bites(
        "d4",
        "D4 ",
        ServiceRules::D4_commands_and_events_are_sealed_interfaces_of_records,
        "OpenCommand",
        "NotARecord");
  }

  @Test
  void D5_bites_avro_and_its_generated_types_in_app() {
    bites(
        "d5",
        "D5 ",
        ServiceRules::D5_avro_types_stay_in_wire_and_inbound,
        "KnowsAvro",
        "KnowsAGeneratedType");
  }

  @Test
  void D6_bites_kafka_outside_inbound_and_jdbc_outside_outbound() {
    bites(
        "d6",
        "D6 ",
        ServiceRules::D6_kafka_and_jdbc_stay_at_the_border,
        "KnowsKafka",
        "Produces",
        "Consumes",
        "KnowsJdbc");
  }

  @Test
  void D6_lets_the_gateway_produce_but_not_consume_in_outbound() {
    assertThatThrownBy(
            () -> Planted.rulesOf("d6", "request-gateway").D6_kafka_and_jdbc_stay_at_the_border())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Consumes")
        .message()
        .doesNotContain("Produces");
  }

  @Test
  void D7_bites_a_decider_and_an_adapter_in_inbound() {
    bites(
        "d7",
        "D7 ",
        ServiceRules::D7_inbound_uses_neither_a_decider_nor_outbound,
        "Decides",
        "ReachesOutbound");
  }

  @Test
  void D8_bites_who_uses_inbound_or_outbound() {
    bites(
        "d8",
        "D8 ",
        ServiceRules::D8_nobody_depends_on_inbound_or_outbound,
        "UsesItsCallers",
        "UsesAnAdapter");
  }

  @Test
  void D9_bites_a_producer_an_emitter_and_an_outgoing_channel() {
    bites(
        "d9",
        "D9 ",
        ServiceRules::D9_what_a_database_decides_leaves_through_the_journal,
        "Sends",
        "Emits",
        "GoesOut");
  }

  @Test
  void D9_does_not_bind_who_decides_from_the_record_alone() {
    assertThatCode(
            () ->
                Planted.rulesOf("d9", "policy-engine")
                    .D9_what_a_database_decides_leaves_through_the_journal())
        .doesNotThrowAnyException();
  }

  @Test
  void D10_bites_another_service() {
    bites("d10", "D10 ", ServiceRules::D10_no_service_depends_on_another, "UsesAnotherService");
  }

  @Test
  void D12_bites_a_package_that_is_not_null_marked() {
    bites("d12", "D12 ", ServiceRules::D12_every_package_is_null_marked, "planted.d12.app");
  }

  @Test
  void D13_bites_a_topic_that_is_not_ours() {
    bites(
        "d13",
        "D13 ",
        ServiceRules::D13_every_topic_is_in_the_catalogue_with_this_service,
        "NamesAStrangersTopic",
        "hl.leaves.v1");
  }

  @Test
  void a_root_without_classes_is_a_mistake() {
    assertThatThrownBy(() -> ServiceCode.of("io.humanlayer.nowhere", "nowhere"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("io.humanlayer.nowhere");
  }

  private static void bites(
      String planted, String rule, Consumer<ServiceRules> test, String... named) {
    assertThatThrownBy(() -> test.accept(Planted.rulesOf(planted)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(rule)
        .hasMessageContainingAll(named);
  }
}
