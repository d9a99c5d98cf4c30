using System.Collections.Immutable;
using System.Management.Automation.Language;
using PSOptimize.Differentiation;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// The state of a translation: the graph that it builds, and the scope at the statement that it has reached. Variables are read and written
/// here, and scopes part and meet here, at branches, loops and calls.
/// </summary>
internal sealed class TranslationContext(ExpressionGraph graph, IScriptSurroundings surroundings, int writtenOut = 0)
{
    private static readonly ScriptValue.Boolean False = new(false);

    private readonly CapturedVariables _captured = new(graph, surroundings);
    private int _hiddenVariables;

    public ExpressionGraph Graph => graph;

    /// <summary>
    /// How many iterations of a loop whose course is known are written out: what differs from one to the next is then constant.
    /// </summary>
    public int WrittenOut => writtenOut;

    /// <summary>
    /// Whether an array of the script may be a collection that a method of arrays has made: it has no <c>Length</c>, and can be neither
    /// cloned nor repeated.
    /// </summary>
    public bool HasCollections { get; set; }

    /// <summary>Calls that compute in whole numbers with numbers that need not be whole, since their first argument is one.</summary>
    public HashSet<string> Roundings { get; } = [];

    public Scope Scope { get; private set; } = new();

    private ImmutableDictionary<string, ScriptValue> Variables
    {
        get => Scope.Variables;
        set => Scope = Scope with { Variables = value };
    }

    /// <summary>How often a part of the script has output one array or object alone, which something else may hold as well.</summary>
    public int WholeOutputs { get; private set; }

    /// <summary>Notes that a part of the script has output this alone.</summary>
    public void NoteOutput(ScriptValue value)
    {
        if (value is not (ScriptValue.Number or ScriptValue.Boolean or ScriptValue.Null or ScriptValue.Text or ScriptValue.NumericText
            or ScriptValue.Word or ScriptValue.Numbers { Collapses: true }))
            WholeOutputs++;
    }

    /// <summary>How often a variable was read that the function which reads it has not set itself.</summary>
    public int OuterReads { get; private set; }

    /// <summary>The value that the script has given a variable, or else the one that the variable has in the session.</summary>
    public ScriptValue Read(string variable)
    {
        if (variable[0] != HiddenVariable.Prefix && !Scope.Owns(variable)) OuterReads++;
        return ValueIn(Variables, variable);
    }

    public void Write(string variable, ScriptValue value) => Variables = Variables.SetItem(variable, value);

    public void Remove(string variable) => Variables = Variables.Remove(variable);

    /// <summary>Writes a variable as the script does: from then on the scope that it runs in has this variable itself.</summary>
    public void Assign(string variable, ScriptValue value)
    {
        Write(variable, value);
        Scope = (Scope with { Own = Scope.Own.SetItem(variable, true) }).WithoutAliases(variable);
    }

    /// <summary>Notes that a variable holds what another one holds, or, without another one, what anything may hold.</summary>
    public void Alias(string variable, string? other) => Scope = Scope.WithAlias(variable, other);

    /// <summary>Translates a part while something else holds what a variable holds, as the enumeration of its array does.</summary>
    public void Holding(string variable, Action part)
    {
        var holder = $"{HiddenVariable.Prefix}holder{_hiddenVariables++}";
        Alias(holder, variable);
        part();
        Release(holder);
    }

    /// <summary>Notes that variables have got what others of them held.</summary>
    /// <param name="before">The scope before.</param>
    /// <param name="sources">The variables with those whose arrays they have got.</param>
    /// <param name="isKnown">Whether it is known what else may hold these arrays.</param>
    public void Exchange(Scope before, IReadOnlyDictionary<string, string> sources, bool isKnown)
    {
        Scope = Scope with { Aliases = before.AliasesAfter(sources) };
        foreach (var variable in isKnown ? [] : sources.Keys)
            Alias(variable, null);
    }

    /// <summary>Notes that nothing reads any more what a variable holds.</summary>
    public void Release(string variable) => Scope = Scope.WithoutAliases(variable);

    /// <summary>The value of a hidden variable that is true or false, and false until it is written.</summary>
    public Truth Flag(string variable) =>
        Variables.TryGetValue(variable, out var value) ? ((ScriptValue.Boolean)value).Value : false;

    /// <summary>Writes a flag. One that is known to have the value already stays as it is: then no loop has to carry it.</summary>
    public void SetFlag(string variable, Truth value)
    {
        if (value.ConstantValue is not { } known || Flag(variable).ConstantValue != known)
            Write(variable, new ScriptValue.Boolean(value));
    }

    /// <summary>A new variable that only the translator sees.</summary>
    public HiddenVariable NewHidden(string name) => new(this, $"{HiddenVariable.Prefix}{name}{_hiddenVariables++}");

    /// <summary>Declares the type of a variable; null for none.</summary>
    public void Declare(string variable, Type? type) =>
        Scope = Scope with { Types = type is null ? Scope.Types.Remove(variable) : Scope.Types.SetItem(variable, type) };

    public void Define(FunctionDefinitionAst function) =>
        Scope = Scope with { Functions = Scope.Functions.SetItem(function.Name, function) };

    /// <summary>Whether the script has defined a function of this name; null for the function if that is not so on every path.</summary>
    public bool TryFunction(string name, out FunctionDefinitionAst? function) => Scope.Functions.TryGetValue(name, out function);

    /// <summary>Translates a part of the script with another value of a variable, and gives the value that the part leaves there.</summary>
    public ScriptValue With(string variable, ScriptValue value, Action part)
    {
        var outer = Variables.GetValueOrDefault(variable);
        Write(variable, value);
        part();
        var last = Read(variable);
        Variables = outer is null ? Variables.Remove(variable) : Variables.SetItem(variable, outer);
        return last;
    }

    /// <summary>
    /// Translates a call. Variables, types and functions are those of the caller again when it ends, unless it is dot-sourced: then it
    /// runs in the scope of the caller.
    /// </summary>
    public ScriptValue Call(bool isDotSourced, bool isForeign, Func<ScriptValue> body)
    {
        if (isDotSourced)
            return body();
        var caller = Scope;
        Scope = isForeign ? caller.CalledElsewhere() : caller.Called();
        var output = body();
        Scope = caller;
        return output;
    }

    /// <summary>Translates one of two parts of the script, or both and joins what they leave in the variables.</summary>
    public void Choose(Truth condition, Action then, Action otherwise)
    {
        if (condition.ConstantValue is { } known)
        {
            (known ? then : otherwise)();
            return;
        }

        var before = Scope;
        var (afterThen, afterOtherwise) = (before, before);
        List<(string Variable, ScriptShape Shape)> joins = [];
        var terms = graph.Choose(condition, () => Branch(then, out afterThen), () => Branch(otherwise, out afterOtherwise), choice =>
        {
            var variables = afterThen.Variables.Keys.Union(afterOtherwise.Variables.Keys, StringComparer.OrdinalIgnoreCase);
            foreach (var variable in variables.Order(StringComparer.Ordinal))
            {
                var (first, second) = (ValueIn(afterThen.Variables, variable), ValueIn(afterOtherwise.Variables, variable));
                if (!ReferenceEquals(first, second))
                    joins.Add((variable, ScriptShape.Join(ScriptShape.Of(first), ScriptShape.Of(second))));
            }

            return (graph.Within(choice.Then, () => TermsOf(afterThen)), graph.Within(choice.Else, () => TermsOf(afterOtherwise)));
        });

        var queue = new Queue<Term>(terms);
        Scope = afterThen.JoinedWith(afterOtherwise);
        Variables = afterThen.Variables.SetItems(joins.Select(join => KeyValuePair.Create(join.Variable, join.Shape.Rebuild(queue))));

        void Branch(Action part, out Scope after)
        {
            Scope = before;
            part();
            after = Scope;
        }

        List<Term> TermsOf(Scope after) =>
            [.. joins.SelectMany(join => join.Shape.Terms(ValueIn(after.Variables, join.Variable), graph))];
    }

    /// <summary>Whether both hold. The second is translated as a part that runs only if the first holds.</summary>
    public Truth And(Truth first, Func<Truth> second)
    {
        if (first.ConstantValue is { } known)
            return known ? second() : false;
        using var both = NewHidden("both");
        Choose(first, () => both.Flag = second(), () => both.Flag = false);
        return both.Flag;
    }

    /// <summary>
    /// Repeats a part of the script. What it changes is carried from iteration to iteration; since that is known only afterwards, the
    /// part is translated again until nothing new is carried and the shapes fit.
    /// </summary>
    public void Repeat(Func<Truth> test, Action body, IScriptExtent extent)
    {
        var outside = Scope;
        var before = Variables;
        var carried = new SortedDictionary<string, ScriptShape>(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            var entry = before;
            var tested = outside;
            var fits = true;
            var terms = graph.TryWhile(
                TermsOf(before),
                state =>
                {
                    Scope = outside with { Variables = entry = Rebuilt(state) };
                    var goesOn = test();
                    tested = Scope;
                    return Changes(tested.Variables, entry).Any()
                        ? throw new OutsideException("an assignment in the condition of a loop", extent, "assign in the body of the loop")
                        : goesOn;
                },
                _ =>
                {
                    Scope = tested;
                    body();
                    foreach (var (variable, value) in Changes(Variables, entry))
                    {
                        var known = carried.GetValueOrDefault(variable);
                        var joined = ScriptShape.Join(known ?? ScriptShape.Of(ValueIn(before, variable)), ScriptShape.Of(value));
                        if (joined.Equals(known))
                            continue;
                        carried[variable] = joined;
                        fits = false;
                    }

                    // What an iteration declares may hold in the next one already.
                    var declared = outside.JoinedWith(Scope);
                    fits &= declared.DeclaresAs(outside);
                    outside = declared;
                    return fits ? TermsOf(Variables) : null;
                });
            if (terms is null)
                continue;
            Scope = outside with { Variables = Rebuilt(terms) };
            return;
        }

        List<Term> TermsOf(ImmutableDictionary<string, ScriptValue> variables) =>
            [.. carried.SelectMany(variable => variable.Value.Terms(ValueIn(variables, variable.Key), graph))];

        ImmutableDictionary<string, ScriptValue> Rebuilt(IReadOnlyList<Term> terms)
        {
            var queue = new Queue<Term>(terms);
            return before.SetItems(carried.Select(variable => KeyValuePair.Create(variable.Key, variable.Value.Rebuild(queue))));
        }
    }

    private IEnumerable<KeyValuePair<string, ScriptValue>> Changes(
        ImmutableDictionary<string, ScriptValue> after, ImmutableDictionary<string, ScriptValue> before) =>
        after.Where(variable => !ReferenceEquals(variable.Value, ValueIn(before, variable.Key)));

    private ScriptValue ValueIn(ImmutableDictionary<string, ScriptValue> variables, string name) =>
        variables.TryGetValue(name, out var value) ? value
        : name[0] == HiddenVariable.Prefix ? False
        : Scope.IsForeign ? new ScriptValue.Uncertain("belongs to another module or to a closure; pass it as an argument")
        : _captured[name];
}
