namespace PSOptimize.Binding;

/// <summary>Completes nothing.</summary>
public sealed class NoCompleter : NameCompleter;
