package io.humanlayer.testkit.planted.d13.inbound;

class NamesAStrangersTopic {
  String topic = "hl.leaves.v1";
}
