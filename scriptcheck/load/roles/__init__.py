"""Who is who: agent, customer and machines told apart by what they say.

``signs.yaml`` says what people are known by, ``signs`` finds it, ``voices`` gathers what each label
says, ``weigh`` decides, ``swap`` looks for labels that change hands, ``tell`` puts what was found
into words, and ``name`` gives the turns their roles.
"""
