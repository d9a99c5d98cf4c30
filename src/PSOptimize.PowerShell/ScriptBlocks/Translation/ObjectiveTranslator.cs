using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>A whole script block, from its parameters to the one number that it returns.</summary>
internal sealed class ObjectiveTranslator
{
    private readonly ScriptBlockAst _script;
    private readonly TranslationContext _context;
    private readonly Translators _translators;

    public ObjectiveTranslator(ScriptBlockAst script, ExpressionGraph graph, IScriptSurroundings surroundings, int writtenOut)
    {
        _script = script;
        _context = new TranslationContext(graph, surroundings, writtenOut);
        _translators = new Translators(_context, surroundings, script);
    }

    /// <summary>What <see cref="TranslationContext.Roundings"/> has noted.</summary>
    public IReadOnlyCollection<string> Roundings => _context.Roundings;

    /// <summary>Translates the block.</summary>
    /// <param name="parameters">The names of its parameters.</param>
    /// <param name="isArray">Whether the one parameter is the whole point; else there is one parameter per coordinate.</param>
    /// <exception cref="OutsideException">The block uses something that cannot be translated.</exception>
    public Real Translate(IReadOnlyList<string> parameters, bool isArray)
    {
        var statements = ScriptChecks.PlainStatements(_script);
        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = _script.ParamBlock!.Parameters[i];
            var type = parameter.StaticType;
            var element = isArray ? type.GetElementType() : type;
            if (type != typeof(object) && element != typeof(double) && element != typeof(float))
            {
                throw new OutsideException($"a parameter of type [{type.Name}]", parameter,
                    "declare it as [double] or [double[]], or without a type");
            }

            ScriptChecks.IsMandatory(parameter);
            _context.Declare(parameters[i], ScriptChecks.TypeOf(parameter));
            _translators.Variables.Assign(parameters[i], isArray
                ? new Numbers(_context.Graph.Point, false, Element: typeof(double))
                : Number.Double(_context.Graph.Point[i]), parameter);
        }

        return OneNumber(_translators.Output.ArrayOf(() => _translators.Statements.Run(statements)));
    }

    private Real OneNumber(ScriptValue output)
    {
        switch (output)
        {
            case Items { Elements: [Number number] }:
                return number.Value;
            case Items { Elements: [] }:
                throw new OutsideException("a script block that returns nothing", _script, "let its last line be the value");
            case Items { Elements.Count: > 1 and var count }:
                throw new OutsideException($"a script block that returns {count} values", _script,
                    "assign what is not the value to a variable or to $null");
            case Numbers numbers:
                _context.Graph.Require(Whole.AreEqual(numbers.Values.Count, 1),
                    "The script block must return one number, and returned none or several.");
                return numbers.Values[0];
            default:
                throw new OutsideException("a result that is not certain to be one number", _script,
                    "let the script block return one number on every path through it");
        }
    }
}
