package io.humanlayer.testkit.planted.d6.app;

import java.sql.Connection;

record KnowsJdbc(Connection connection) {}
