package io.leadrouter.misplaced.attic;

final class Forgotten {}
