using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// How deep a script block is nested: PowerShell itself ends the process if it runs out of stack while it compiles a block.
/// </summary>
internal static class ScriptDepth
{
    /// <summary>The deepest that PowerShell compiles safely, with stack left for whoever runs it, in operators.</summary>
    private const int Deepest = 12_000;

    /// <summary>A block of statements takes as much stack as this many operators.</summary>
    private const int DepthOfBlock = 10;

    /// <summary>So does a call within an argument of a call.</summary>
    private const int DepthOfCall = 40;

    /// <summary>The stack that PowerShell takes for an operator, in bytes.</summary>
    private const int StackOfOperator = 700;

    /// <summary>Refuses a block that is nested too deep, or too deep for the stack of this thread.</summary>
    /// <exception cref="ScriptException">It is.</exception>
    public static void Check(ScriptBlock block)
    {
        var depths = new Dictionary<Ast, int>();
        try
        {
            // The search asks for every node, at the depth of the node.
            var deep = block.Ast.Find(node =>
            {
                RuntimeHelpers.EnsureSufficientExecutionStack();
                if (node is not (CommandAst or StatementBlockAst or BinaryExpressionAst)) return false;
                var outer = node.Parent;
                while (outer is not null && !depths.ContainsKey(outer)) outer = outer.Parent;
                depths.Add(node, (outer is null ? 0 : depths[outer]) + node switch
                {
                    CommandAst => DepthOfCall,
                    StatementBlockAst => DepthOfBlock,
                    _ => 1,
                });
                return depths[node] > Deepest;
            }, searchNestedScriptBlocks: true);
            if (deep is not null) throw ScriptException.TooDeep(deep);
            if (!HasStack(StackOfOperator * depths.Values.DefaultIfEmpty().Max())) throw ScriptException.TooDeep(block.Ast);
        }
        catch (InsufficientExecutionStackException)
        {
            throw ScriptException.TooDeep(block.Ast);
        }
    }

    /// <summary>Whether this thread has so many bytes of its stack left.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool HasStack(int bytes)
    {
        if (bytes <= 0 || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) return bytes <= 0;
        Span<byte> frame = stackalloc byte[8192];
        frame[0] = 1;
        return HasStack(bytes - frame.Length) && frame[0] == 1;
    }
}
