using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// The translators of one script. They need one another, because statements hold expressions and expressions hold statements; all of them
/// work on one context.
/// </summary>
internal sealed class Translators
{
    public Translators(TranslationContext context, IScriptSurroundings surroundings, ScriptBlockAst script)
    {
        var arithmetic = new Arithmetic(context.Graph);
        var loops = new Loops(context);
        var output = new Output(context, loops);
        var folding = new Folding(context.Graph, surroundings);
        var elements = new Elements(context, folding);
        var operators = new Operators(context, loops, arithmetic);
        var conversions = new Conversions(context.Graph, arithmetic);
        var variables = new Variables(context, conversions);
        var writes = new ElementWrites(script);
        Output = output;
        Variables = variables;
        Loops = loops;
        Statements = new StatementTranslator(context, loops, variables, this);
        Switches = new SwitchTranslator(context, loops, output, folding, this);
        Assignments = new AssignmentTranslator(context, variables, operators, arithmetic, writes, this);
        ElementAssignments = new ElementAssignmentTranslator(context, writes, elements, conversions, this);
        Pipelines = new PipelineTranslator(
            context, loops, output, variables, writes, new MeasureObject(context, elements), new Selection(context.Graph),
            new ConstantPipelines(context, surroundings, folding, this), elements, this);
        Commands = new CommandTranslator(context, surroundings, loops, output, variables, writes, this);
        Expressions = new ExpressionTranslator(context, output, variables, conversions, operators, elements, folding, writes, this);
        Methods = new Methods(context, output, loops, folding, conversions, this);
        StaticMembers = new StaticMembers(context, arithmetic, this);
    }

    public Output Output { get; }

    public Loops Loops { get; }

    public Variables Variables { get; }

    public StatementTranslator Statements { get; }

    public SwitchTranslator Switches { get; }

    public AssignmentTranslator Assignments { get; }

    public ElementAssignmentTranslator ElementAssignments { get; }

    public PipelineTranslator Pipelines { get; }

    public CommandTranslator Commands { get; }

    public ExpressionTranslator Expressions { get; }

    public Methods Methods { get; }

    public StaticMembers StaticMembers { get; }
}
