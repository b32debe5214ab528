/// What the tests of several drivers share. No package of the module: it is not exported.
package dev.jumper.devices.rig;
