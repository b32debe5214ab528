/// The subcommands of `jumper`, one class for each.
///
/// A command's fields are filled by picocli from its arguments; then it runs in a
/// [Session][dev.jumper.app.session.Session], which has the board and the way to tell the user something. For
/// authors of commands: data goes to [out][dev.jumper.app.session.Console#out], everything else to the methods of
/// [Console][dev.jumper.app.session.Console]; failures are thrown, never printed.
package dev.jumper.app.command;
