package dev.jumper.bench.mutation;

import dev.jumper.hal.Pin;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A class with one constant changed: 0 and 1 for each other, any other whole number to the next, a fraction by a
/// hundredth, and a long number that may be a time in nanoseconds by a tenth down: too short if it is the least
/// that is right, and too early to give up if it is the most.
///
/// @param file the class
/// @param method the number of its method, 0 for the first
/// @param instruction the number of the constant in the method, 0 for the first
/// @param line of the source
/// @param from what the constant is
/// @param to what it is changed to
record Mutant(Path file, int method, int instruction, int line, ConstantDesc from, ConstantDesc to) {
    private static final ClassDesc PROBE = ClassDesc.of(Probe.class.getName());
    private static final long LEAST_TIME = 1000;
    private static final MethodTypeDesc PROBED = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

    /// Returns all mutants of a class.
    static List<Mutant> of(Path file) throws IOException {
        var mutants = new ArrayList<Mutant>();
        var model = ClassFile.of().parse(file);
        var methods = model.methods();
        for (int i = 0; i < methods.size(); i++) {
            if (methods.get(i).code().isEmpty() || isOfCompiler(model, methods.get(i))) {
                continue;
            }
            int line = 0;
            int instruction = 0;
            var elements = methods.get(i).code().get().elementList();
            for (int j = 0; j < elements.size(); j++) {
                var element = elements.get(j);
                if (element instanceof LineNumber number) {
                    line = number.line();
                }
                var changed = changed(element);
                if (changed.isPresent()) {
                    var constant = ((ConstantInstruction) element).constantValue();
                    var mutant = new Mutant(file, i, instruction++, line, constant, changed.get());
                    if (!isLengthOfArguments(elements.get(j + 1))
                            && !isOfRead(elements, j)
                            && !isOrdinal(methods.get(i), elements, j)) {
                        mutants.add(mutant);
                    }
                }
            }
        }
        return mutants;
    }

    /// Tells whether the constant before `element` is the number of arguments of a message: more are ignored.
    private static boolean isLengthOfArguments(CodeElement element) {
        return element instanceof NewReferenceArrayInstruction array
                && array.componentType().asInternalName().equals("java/lang/Object");
    }

    /// Tells whether a constant is the argument of [Pin#READ], which is ignored.
    private static boolean isOfRead(List<CodeElement> elements, int index) {
        return elements.get(index + 1) instanceof InvokeInstruction call
                && call.name().equalsString("ioctl")
                && elements.get(index - 1) instanceof ConstantInstruction request
                && request.constantValue().equals(Pin.READ);
    }

    /// Tells whether the compiler wrote the method: the map of a switch, the list of the constants of an enum.
    private static boolean isOfCompiler(ClassModel model, MethodModel method) {
        return model.flags().has(AccessFlag.SYNTHETIC) || method.methodName().equalsString("$values");
    }

    /// Tells whether a constant is the number of a constant of an enum, which follows its name.
    private static boolean isOrdinal(MethodModel method, List<CodeElement> elements, int index) {
        return method.parent().orElseThrow().flags().has(AccessFlag.ENUM)
                && index > 2
                && elements.get(index - 3) instanceof NewObjectInstruction
                && elements.get(index - 1) instanceof ConstantInstruction name
                && name.constantValue() instanceof String;
    }

    private static Optional<ConstantDesc> changed(CodeElement element) {
        if (!(element instanceof ConstantInstruction constant)) {
            return Optional.empty();
        }
        return switch (constant.constantValue()) {
            case Integer value -> Optional.of(value == 0 ? 1 : value == 1 ? 0 : value + 1);
            case Long value when value >= LEAST_TIME -> Optional.of(value - value / 10);
            case Long value -> Optional.of(value == 0 ? 1L : value == 1 ? 0L : value + 1);
            case Double value -> Optional.of(value == 0 ? 1.0 : value * 1.01);
            default -> Optional.empty();
        };
    }

    /// Returns the classes of the mutants, by name, such that each constant tells the [Probe] when it is run.
    static Map<String, byte[]> probed(Subject subject, List<Mutant> mutants) throws IOException {
        var numbers = new TreeMap<Path, Map<List<Integer>, Integer>>();
        for (int i = 0; i < mutants.size(); i++) {
            var mutant = mutants.get(i);
            numbers.computeIfAbsent(mutant.file, _ -> new HashMap<>())
                    .put(List.of(mutant.method, mutant.instruction), i);
        }
        var probed = new HashMap<String, byte[]>();
        for (Path file : numbers.keySet()) {
            probed.put(subject.nameOf(file), probed(file, numbers.get(file)));
        }
        return probed;
    }

    private static byte[] probed(Path file, Map<List<Integer>, Integer> numbers) throws IOException {
        var model = ClassFile.of().parse(Files.readAllBytes(file));
        var methods = model.methods();
        return ClassFile.of().transformClass(model, (builder, element) -> {
            if (element instanceof MethodModel method) {
                int index = methods.indexOf(method);
                builder.transformMethod(method, MethodTransform.transformingCode(CodeTransform.ofStateful(() -> {
                    var seen = new int[1];
                    return (code, instruction) -> {
                        if (changed(instruction).isPresent()) {
                            var number = numbers.get(List.of(index, seen[0]++));
                            if (number != null) {
                                code.loadConstant(number).invokestatic(PROBE, "seen", PROBED);
                            }
                        }
                        code.with(instruction);
                    };
                })));
            } else {
                builder.with(element);
            }
        });
    }

    /// Returns the bytes of the changed class.
    byte[] bytes() throws IOException {
        ClassModel model = ClassFile.of().parse(Files.readAllBytes(file));
        MethodModel target = model.methods().get(method);
        return ClassFile.of().transformClass(model, changing(target));
    }

    private ClassTransform changing(MethodModel target) {
        return (builder, element) -> {
            if (element == target) {
                builder.transformMethod(target, MethodTransform.transformingCode(CodeTransform.ofStateful(this::body)));
            } else {
                builder.with(element);
            }
        };
    }

    private CodeTransform body() {
        var seen = new int[1];
        return (builder, element) -> {
            if (changed(element).isPresent() && seen[0]++ == instruction) {
                builder.loadConstant(to);
            } else {
                builder.with(element);
            }
        };
    }

    /// Returns the name of the outermost class, such as `Ds18b20`.
    String source() {
        return file.getFileName().toString().replaceAll("(\\$.*)?\\.class$", "");
    }

    /// Returns `Ds18b20.java:120, 750 to 751`.
    @Override
    public String toString() {
        return "%s.java:%d, %s to %s".formatted(source(), line, from, to);
    }
}
