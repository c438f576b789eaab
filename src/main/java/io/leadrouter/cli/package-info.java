/** The command line: configuration, the router's lifecycle and the commands. */
package io.leadrouter.cli;
