namespace PSOptimize.Methods.Chains;

/// <summary>Folds hyperparameters, schedules, step number and remembered numbers into the constants of one step.</summary>
/// <typeparam name="TRule">What happens to the elements, as a struct with these constants in its fields.</typeparam>
/// <param name="step">The step.</param>
public delegate TRule Folding<TRule>(ref Step step) where TRule : struct, IRule;
