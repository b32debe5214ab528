@echo off
rem Untried: nobody has run this file on Windows yet.
rem Starts the jumper command from bin\ of an unpacked archive, or from the repository once it was built
rem with: mvn package
setlocal
set "HERE=%~dp0"
set "ROOT=%HERE%.."
if exist "%HERE%pom.xml" set "ROOT=%HERE%app\target\dist\jumper"
if not exist "%ROOT%\lib" (
  echo jumper: %ROOT%\lib: not there; build it with: mvn package 1>&2
  exit /b 8
)
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -Djava.awt.headless=true -XX:-DontCompileHugeMethods -XX:+UseSerialGC -Xlog:disable --enable-native-access=dev.jumper.serial,dev.jumper.gpio,com.fazecast.jSerialComm,org.jline.terminal.ffm --add-modules=org.jline.terminal.ffm -p "%ROOT%\lib" -m dev.jumper.app/dev.jumper.app.Jumper %*
exit /b %ERRORLEVEL%
