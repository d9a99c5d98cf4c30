using PSOptimize.Differentiation;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Logic that computes nothing when the program runs if one operand decides already.</summary>
internal static class Truths
{
    public static Truth Not(Truth truth) => truth.ConstantValue is { } known ? !known : !truth;

    public static Truth And(Truth left, Truth right) =>
        left.ConstantValue is { } known ? known ? right : false
        : right.ConstantValue is { } other ? other ? left : false
        : left & right;

    public static Truth Or(Truth left, Truth right) =>
        left.ConstantValue is { } known ? known ? true : right
        : right.ConstantValue is { } other ? other ? true : left
        : left | right;

    public static Truth Xor(Truth left, Truth right) => Or(And(left, Not(right)), And(Not(left), right));
}
