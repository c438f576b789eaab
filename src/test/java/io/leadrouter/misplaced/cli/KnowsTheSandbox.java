package io.leadrouter.misplaced.cli;

import io.leadrouter.misplaced.sandbox.ReadsWireHere;

public final class KnowsTheSandbox {
  ReadsWireHere reader;
}
