package dev.jumper.sim.wave.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderSpecTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i2c | i2c:scl,sda",
                "i2c:D1,D2 | i2c:D1,D2",
                "i2c: sda=D2 , scl=D1 | i2c:D1,D2",
                "i2c:sda=D2,D1 | i2c:D1,D2",
                "spi | spi:clk,mosi,miso,cs,mode=0",
                "spi:SCK,-,MISO,mode=3,lsb | spi:SCK,-,MISO,-,mode=3,lsb",
                "spi:a,b,c,d,bits=16,cshigh,mode=1 | spi:a,b,c,d,mode=1,bits=16,cshigh",
                "onewire:owr,overdrive | onewire:owr,overdrive",
                "uart:rx | uart:rx,baud=115200",
                "uart:rx,baud=9600,parity=EVEN,bits=7,invert | uart:rx,baud=9600,bits=7,parity=even,invert",
                "dht:d | dht:d,model=dht22",
                "ws281x:d,order=grbw | ws281x:d,order=grbw",
                "nec:ir | nec:ir",
                "rc5:ir | rc5:ir",
                "pwm:servo | pwm:servo",
                "pulse:echo,low | pulse:echo,low"
            })
    void readsASpecAndNamesItsDecoderByOne(String spec, String name) {
        var decoder = Decoder.parse(spec);
        assertEquals(name, decoder.toString());
        assertEquals(name, Decoder.parse(name).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "i3c:a,b | found protocol \"i3c\", expected one of i2c, spi, onewire, uart, dht, ws281x, nec, rc5, pwm,"
                        + " pulse; write it like i2c:scl,sda",
                "`` | found protocol \"\", expected one of i2c, spi, onewire, uart, dht, ws281x, nec, rc5, pwm, pulse;"
                        + " write it like i2c:scl,sda",
                "i2c:scl | found no line for sda, expected the lines scl, sda; write it like i2c:scl,sda",
                "i2c:a,b,c | found \"c\", expected the lines scl, sda; write it like i2c:scl,sda",
                "i2c:a,,b | found \"\", expected the lines scl, sda; write it like i2c:scl,sda",
                "i2c:a,b,clock=c | found \"clock=c\", expected the lines scl, sda; write it like i2c:scl,sda",
                "i2c:scl=a,scl=b | found scl twice, expected it once",
                "spi:-,a | found no line for clk, expected the lines clk, mosi, miso, cs and the options mode, bits,"
                        + " lsb, cshigh; write it like spi:clk,mosi,miso,cs",
                "spi:a,b,mode=4 | found mode=4, expected a number from 0 to 3",
                "spi:a,b,mode=x | found mode=x, expected a number from 0 to 3",
                "spi:a,b,bits=33 | found bits=33, expected a number from 1 to 32",
                "spi:a,b,lsb=1 | found lsb=1, expected lsb without a value",
                "uart:a,baud=0 | found baud=0, expected a number from 1 to 100000000",
                "uart:a,baud= | found \"baud=\", expected the lines tx and the options baud, bits, parity, invert;"
                        + " write it like uart:tx",
                "uart:a,parity=mark | found parity=mark, expected one of none, even, odd",
                "dht:a,model=bme280 | found model=bme280, expected one of dht11, dht22",
                "ws281x:a,order=bgr | found order=bgr, expected one of grb, rgb, grbw"
            })
    void refusesASpecThatMakesNoSense(String spec, String complaint) {
        var e = assertThrows(IllegalArgumentException.class, () -> Decoder.parse(spec));
        assertEquals("decoder \"" + spec + "\": " + complaint, e.getMessage());
    }

    @Test
    void namesTheSignalsThereAreWhenOneIsMissing() {
        var waveform = new Pen().line("scl", 1).line("data", 1).wait(1).waveform();
        var decoder = Decoder.parse("i2c:scl,sda");
        var e = assertThrows(IllegalArgumentException.class, () -> decoder.decode(waveform));
        assertEquals("decoder i2c:scl,sda: waveform has no signal \"sda\", only scl, data", e.getMessage());
    }

    @Test
    void refusesDecodersMadeWithImpossibleValues() {
        assertEquals(
                "serial line at 0 baud, expected 1 or more",
                assertThrows(IllegalArgumentException.class, () -> UartDecoder.of("tx", 0))
                        .getMessage());
        assertEquals(
                "pulse of level 2, expected 0 or 1",
                assertThrows(IllegalArgumentException.class, () -> new PulseDecoder("echo", 2))
                        .getMessage());
    }
}
